"""The name resolver: its own unprivileged user, sockets handed in, rules by port."""
