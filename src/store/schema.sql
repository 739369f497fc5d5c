-- The archive, version 1. What is derived (texts, annotations, the index) can be made anew; what is the user's (marks, tags,
-- corrections, clippings, saved searches, notes) stands in tables of its own, which nothing that derives ever writes.
--
-- An article's number is its place in time: the second of its date (or, without one, when it was first seen) times 16, and
-- what makes it the only one. Newest first is by falling number in every table and in both indices.

CREATE TABLE feeds (
    id INTEGER PRIMARY KEY, -- 0: no feed, but what the user saved
    url TEXT NOT NULL UNIQUE,
    title TEXT,
    page TEXT,
    description TEXT,
    language TEXT,
    -- The user's wishes; NULL and -1: as for all feeds.
    own_title TEXT,
    user_agent TEXT,
    fetch_interval INTEGER NOT NULL DEFAULT -1,
    keep_articles INTEGER NOT NULL DEFAULT -1,
    keep_days INTEGER NOT NULL DEFAULT -1,
    full_text INTEGER NOT NULL DEFAULT -1,
    paused INTEGER NOT NULL DEFAULT 0,
    -- What the last fetches were told.
    etag TEXT,
    last_modified TEXT,
    last_attempt INTEGER NOT NULL DEFAULT 0,
    last_success INTEGER NOT NULL DEFAULT 0,
    last_change INTEGER NOT NULL DEFAULT 0,
    next_due INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    last_error TEXT,
    gone INTEGER NOT NULL DEFAULT 0,
    content_hash INTEGER NOT NULL DEFAULT 0,
    asked_interval INTEGER NOT NULL DEFAULT 0,
    skipped_hours INTEGER NOT NULL DEFAULT 0,
    skipped_days INTEGER NOT NULL DEFAULT 0,
    has_ended INTEGER NOT NULL DEFAULT 0,
    unreached INTEGER NOT NULL DEFAULT 0,
    -- Counters, kept by the triggers below, so that a list of feeds costs as many steps as there are feeds.
    articles INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    per_week REAL NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE feed_folders (
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    path TEXT NOT NULL,
    PRIMARY KEY (feed, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_tags (
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (feed, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    link TEXT,
    link_key INTEGER, -- of the link without what differs from feed to feed; NULL: says nothing
    text_key INTEGER, -- of the text; NULL: too short to say anything
    title TEXT,
    byline TEXT,
    site TEXT,
    language TEXT,
    comments TEXT,
    published INTEGER, -- seconds since 1970 UTC
    modified INTEGER,
    first_seen INTEGER NOT NULL,
    word_count INTEGER NOT NULL,
    quotation_count INTEGER NOT NULL,
    is_full_text INTEGER NOT NULL,
    annotator INTEGER NOT NULL, -- version of what made the annotations
    sources INTEGER NOT NULL DEFAULT 0 -- feeds that have it, by trigger
) STRICT;
CREATE INDEX articles_by_link ON articles (link_key) WHERE link_key IS NOT NULL;
CREATE INDEX articles_by_text ON articles (text_key) WHERE text_key IS NOT NULL;
CREATE INDEX articles_shared ON articles (id) WHERE sources > 1;
CREATE INDEX articles_of_no_feed ON articles (id) WHERE sources = 0;
CREATE INDEX articles_by_annotator ON articles (annotator, id);

-- What a feed calls an article. Where the article is gone, the entry stays without it, lest it come back as new.
CREATE TABLE entries (
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    key INTEGER NOT NULL, -- hash of the GUID
    guid TEXT,
    article INTEGER REFERENCES articles ON DELETE SET NULL,
    hash INTEGER NOT NULL, -- of all that the feed says of it
    PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX entries_in_order ON entries (feed, article) WHERE article IS NOT NULL;
CREATE INDEX entries_of_article ON entries (article) WHERE article IS NOT NULL;

-- As it came, for extracting and annotating anew; compressed where that makes it smaller than `length`.
CREATE TABLE contents (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    bytes BLOB NOT NULL,
    length INTEGER NOT NULL,
    is_html INTEGER NOT NULL
) STRICT;

CREATE TABLE attachments (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    url TEXT NOT NULL,
    type TEXT,
    title TEXT,
    size INTEGER NOT NULL,
    duration INTEGER NOT NULL,
    PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;

-- The clean text, and what stands over it: blocks, links, emphases, figures, cells (article_pack.h). Ranges everywhere are
-- bytes of this text.
CREATE TABLE texts (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    text TEXT NOT NULL,
    structure BLOB NOT NULL
) STRICT;

CREATE TABLE entities (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    type INTEGER NOT NULL, -- 0 person, 1 organization, 2 place, 3 other
    name TEXT NOT NULL,
    role TEXT,
    aliases TEXT NOT NULL, -- one a line, the name among them; '' of what is only described
    PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    kind INTEGER NOT NULL, -- 0 name, 1 nominal, 2 pronoun
    entity INTEGER NOT NULL,
    PRIMARY KEY (article, start)
) STRICT, WITHOUT ROWID;

-- Numbered article * 65536 + ordinal, so that the quotations of an article are neighbours and their index is in its order.
CREATE TABLE quotations (
    id INTEGER PRIMARY KEY,
    article INTEGER GENERATED ALWAYS AS (id >> 16) VIRTUAL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    type INTEGER NOT NULL, -- 0 direct, 1 mixed, 2 scare
    speaker_start INTEGER NOT NULL,
    speaker_length INTEGER NOT NULL,
    entity INTEGER, -- whose ordinal; NULL: nobody knows
    cue_start INTEGER NOT NULL,
    cue_length INTEGER NOT NULL,
    continues INTEGER, -- ordinal of an earlier quotation
    confidence REAL NOT NULL
) STRICT;

CREATE TRIGGER article_goes AFTER DELETE ON articles BEGIN
    DELETE FROM quotations WHERE id BETWEEN old.id << 16 AND (old.id << 16) + 65535;
END;

-- What is searched. The indices hold no text of their own; they read these views when a row is taken out or checked.
CREATE VIEW article_words (id, title, text, names) AS
    SELECT a.id, a.title, t.text,
           (SELECT group_concat(iif(e.aliases = '', e.name, e.aliases), char(10)) FROM entities AS e
            WHERE e.article = a.id)
    FROM articles AS a JOIN texts AS t ON t.article = a.id;

CREATE VIEW quotation_words (id, words, speaker) AS
    SELECT q.id, CAST(substr(CAST(t.text AS BLOB), q.start + 1, q.length) AS TEXT),
           (SELECT iif(e.aliases = '', e.name, e.aliases) FROM entities AS e
            WHERE e.article = q.id >> 16 AND e.ordinal = q.entity)
    FROM quotations AS q JOIN texts AS t ON t.article = q.id >> 16
    WHERE q.type < 2;

CREATE VIRTUAL TABLE article_index USING fts5 (
    title, text, names,
    content = 'article_words', content_rowid = 'id', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE quotation_index USING fts5 (
    words, speaker,
    content = 'quotation_words', content_rowid = 'id', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);

-- The user's.
CREATE TABLE marks (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    unread INTEGER NOT NULL DEFAULT 1,
    starred INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0, -- upstream, since it was read
    position INTEGER NOT NULL DEFAULT 0,
    top INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX marks_unread ON marks (article) WHERE unread;
CREATE INDEX marks_starred ON marks (article) WHERE starred;

CREATE TABLE article_tags (
    tag TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (tag, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tags_of ON article_tags (article);

CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    text TEXT NOT NULL, -- of the quotation, to find it again in a text that has changed
    speaker TEXT, -- NULL: nobody is quoted
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX corrections_of ON corrections (article);

CREATE TABLE clippings (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    text TEXT NOT NULL,
    speaker TEXT,
    note TEXT,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX clippings_of ON clippings (article);

CREATE TABLE saved_searches (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL
) STRICT;

CREATE TABLE notes (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Counters.
CREATE TABLE totals (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    articles INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    starred INTEGER NOT NULL
) STRICT;
INSERT INTO totals VALUES (1, 0, 0, 0);
INSERT INTO feeds (id, url) VALUES (0, '');

CREATE TRIGGER mark_comes AFTER INSERT ON marks BEGIN
    UPDATE totals SET articles = articles + 1, unread = unread + new.unread, starred = starred + new.starred;
END;
CREATE TRIGGER mark_goes AFTER DELETE ON marks BEGIN
    UPDATE totals SET articles = articles - 1, unread = unread - old.unread, starred = starred - old.starred;
END;
CREATE TRIGGER mark_unread AFTER UPDATE OF unread ON marks WHEN new.unread <> old.unread BEGIN
    UPDATE totals SET unread = unread + new.unread - old.unread;
    UPDATE feeds SET unread = unread + new.unread - old.unread
        WHERE id IN (SELECT feed FROM entries WHERE article = new.article);
END;
CREATE TRIGGER mark_starred AFTER UPDATE OF starred ON marks WHEN new.starred <> old.starred BEGIN
    UPDATE totals SET starred = starred + new.starred - old.starred;
END;
CREATE TRIGGER entry_comes AFTER INSERT ON entries WHEN new.article IS NOT NULL BEGIN
    UPDATE articles SET sources = sources + 1 WHERE id = new.article;
    UPDATE feeds SET articles = articles + 1,
                     unread = unread + (SELECT unread FROM marks WHERE article = new.article) WHERE id = new.feed;
END;
CREATE TRIGGER entry_goes AFTER DELETE ON entries WHEN old.article IS NOT NULL BEGIN
    UPDATE articles SET sources = sources - 1 WHERE id = old.article;
    UPDATE feeds SET articles = articles - 1,
                     unread = unread - (SELECT unread FROM marks WHERE article = old.article) WHERE id = old.feed;
END;
CREATE TRIGGER entry_loses_article AFTER UPDATE OF article ON entries
    WHEN old.article IS NOT NULL AND new.article IS NULL BEGIN
    UPDATE articles SET sources = sources - 1 WHERE id = old.article;
    UPDATE feeds SET articles = articles - 1,
                     unread = unread - (SELECT unread FROM marks WHERE article = old.article) WHERE id = old.feed;
END;
