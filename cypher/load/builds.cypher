// name: builds
// purpose: Every build of which something may be left in the store.
// column id: str, its fingerprint
MATCH (b:Build)
WHERE b.id >= ''
RETURN b.id AS id
ORDER BY id
