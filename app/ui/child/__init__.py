"""What a child sees: tray eye, notices, lock, help, companion. Draws and asks, decides nothing."""
