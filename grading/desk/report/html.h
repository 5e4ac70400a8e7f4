/** @file html.h
 * Pages: one way to print into them, and it escapes.
 *
 *     html(f, "<td class=\"%s\">%s</td>", state, name_of_a_student);
 *
 * What stands in a format is ours and is printed as it stands; what comes through `%s` may be
 * anybody's, and is text afterwards, whatever it was before: no tag, no attribute's end, no control
 * character, none that turns the direction of writing. So no view has to think of escaping, and none
 * can forget it.
 */
#ifndef HTML_H
#define HTML_H

#include <stdio.h>

/** Print. Formats are printf's with `%s`, `%d`, `%ld`, `%f`, `%g`, `%e` and `%%`, with a precision
 * for numbers; text is escaped, also for attributes in quotes. */
void html(FILE *f, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Print text of several lines, for a `<pre>`: line ends and tabs stay, the rest is escaped. */
void html_lines(FILE *f, const char *text);

/** Begin a page, up to and with `<main>`.
 * @param[in] title of the window and the page
 * @param[in] sub   what stands below it, or "" */
void html_begin(FILE *f, const char *title, const char *sub);

/** End it. */
void html_end(FILE *f);

/** Begin a table in a box that scrolls by itself where the page is narrow.
 * @param[in] caption what it is a table of
 * @param[in] heads   names of its columns, NULL at the end; one that begins with `#` heads numbers */
void html_table(FILE *f, const char *caption, const char *const *heads);

/** End it. */
void html_table_end(FILE *f);

/** The style of all pages: light and dark, wide and narrow, paper. */
extern const char html_style[];

#endif
