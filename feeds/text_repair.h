/* text repair: C1 control characters in a text were never meant: they show what an encoding was taken for. Never in
 * here: choosing the encoding of a document. */
#ifndef WHOSAID_FEEDS_TEXT_REPAIR_H
#define WHOSAID_FEEDS_TEXT_REPAIR_H

struct buffer;

/* Changes UTF-8 text with a C1 control in it, in place: a text whose characters, taken for bytes, are UTF-8 (it was
 * decoded as ISO-8859-1 on its way) becomes that; in any other, each such control becomes the character that
 * windows-1252 has there, as browsers read &#151; (HTML Living Standard, 13.2.5.80), or nothing where it has none. */
void text_repair(struct buffer *text);

#endif
