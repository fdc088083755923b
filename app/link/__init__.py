"""The line between the programs: asyncio ends, clients, and what asks the secret's helper."""
