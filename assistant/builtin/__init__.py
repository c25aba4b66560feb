"""The chat model that needs no network: it reads, calls the tools, and composes replies from what they give back."""
