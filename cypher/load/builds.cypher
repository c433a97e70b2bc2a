// name: builds
// purpose: Every build of which something may be left in the store.
// column id: str, its fingerprint
// column gap: int or null, how far apart the places of its rows are; null where they leave no gaps
MATCH (b:Build)
WHERE b.id >= ''
RETURN b.id AS id, b.gap AS gap
ORDER BY id
