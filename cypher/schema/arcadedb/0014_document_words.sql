-- Full text of Document.words in pairs of Chinese characters. ArcadeDB takes no CREATE FULLTEXT INDEX over Bolt.
CREATE VERTEX TYPE Document IF NOT EXISTS
CREATE PROPERTY Document.words IF NOT EXISTS STRING
CREATE INDEX IF NOT EXISTS ON Document (words) FULL_TEXT METADATA {"analyzer": "org.apache.lucene.analysis.cjk.CJKAnalyzer", "defaultOperator": "OR"}
