"""Senses and hands on Linux: logind or what stands in for it, the kernel, X11 and GNOME."""
