"""What both faces share: colours, type, painted widgets, the widget library's only door."""
