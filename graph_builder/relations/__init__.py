"""From documents read alone to the resolved graph."""
