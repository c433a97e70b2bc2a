"""Whether documents hold on a day: what is read for it (facts), and how it follows (deciding), free of the store."""
