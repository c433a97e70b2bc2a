-- Full text of Passage.text in pairs of Chinese characters. ArcadeDB takes no CREATE FULLTEXT INDEX over Bolt.
CREATE VERTEX TYPE Passage IF NOT EXISTS
CREATE PROPERTY Passage.text IF NOT EXISTS STRING
CREATE INDEX IF NOT EXISTS ON Passage (text) FULL_TEXT METADATA {"analyzer": "org.apache.lucene.analysis.cjk.CJKAnalyzer", "defaultOperator": "OR"}
