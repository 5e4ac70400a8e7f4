/** @file words.h
 * Chapter 01, first part: from a text to words, from words to ids.
 *
 *     "He's spending 7 days."  →  He 's spending 7 days .  →  he be spend 7 day .  →  4 2 0 0 9 1
 *
 * Tokenizing cuts, lemmatizing makes forms of one word equal, the vocabulary decides which words
 * get a number. Each step is a table of rules with a fixed order; what the rules say is the
 * contract, also where English would have it otherwise.
 *
 * @see M. P. Marcus, B. Santorini, M. A. Marcinkiewicz, "Building a Large Annotated Corpus of
 * English: The Penn Treebank", Computational Linguistics 19(2), 1993, for clitics as words
 * @see M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, for suffix rules
 */
#ifndef WORDS_H
#define WORDS_H

#include "arena.h"
#include "vocab.h"

/** Words in the order of a text. */
typedef struct {
	const char **word; /**< UTF-8 strings */
	int n;             /**< how many */
} word_list;

/** 1.1 Cut a text into words. Letters (with the marks on them) and digits are the stuff of words;
 * spaces separate and vanish; any other character is a word of its own, with three exceptions:
 *
 * - an apostrophe (' or ’) or a hyphen (-) between two letters or digits belongs to the word, and
 *   so does a point or a comma between two digits: `o'clock`, `well-known`, `1,000.50`;
 * - a word that ends in a clitic ('s 'm 'd 're 've 'll n't, in upper or lower case) with something
 *   before it is cut there, and what is before it is looked at again: `He 's`, `ca n't`,
 *   `they 'd 've`;
 * - ’ comes out as '.
 *
 * @param[in] text  UTF-8
 * @param[in] a     keeps the words
 * @return the words; none for an empty text */
word_list tokenize(const char *text, arena *a);

/** A form that the rules would get wrong, and what it is a form of. */
typedef struct {
	const char *form;  /**< as text_fold() writes it */
	const char *lemma; /**< the answer, taken as it is */
} lemma_exception;

/** 1.2 The form under which a word stands in a dictionary, as far as few rules can tell.
 *
 * The word is folded by text_fold(). If it is among the exceptions, the answer is the lemma there.
 * If it has any character besides a … z, the folded word is the answer. Else the first row whose
 * ending *and* condition fit decides; no row: the folded word. Vowels are a e i o u y.
 *
 *     ending          becomes         condition on what stands before the ending
 *     sses            ss
 *     ies, ied        y               two letters or more
 *     ies, ied        ie              one letter
 *     ches shes xes   ch sh x
 *     ss us is eed    (unchanged)
 *     s               (nothing)       three letters or more
 *     ing, ed         (nothing)       a vowel; then mend what is left:
 *       - two equal letters at the end, no vowels and not l, s or z: drop one (running → run);
 *       - else c, s, u, v or z at the end, and not ss or zz: add e (loving → love);
 *       - else no consonants or some, then one vowel, then one consonant that is not w or x, and
 *         nothing more: add e (hoped → hope)
 *
 * @param[in] word        UTF-8, one word
 * @param[in] exceptions  n of them; the first that fits counts
 * @param[in] n           how many, may be 0
 * @param[in] a           keeps the answer
 * @return the lemma */
const char *lemmatize(const char *word, const lemma_exception *exceptions, int n, arena *a);

/** Word 0 of every vocabulary: stands for all words that got no place. */
#define UNKNOWN_WORD "<unk>"

/** 1.3 Choose the words that get a number. Word 0 is `<unk>`. Then come the seen words that are
 * not stop words and occurred min_count times or more: the more frequent first; equally frequent
 * ones by strcmp(), so that the order of the text does not matter. A seen `<unk>` is not chosen a
 * second time.
 * @param[in,out] chosen     an empty table; on exit the vocabulary. Its counts mean nothing
 * @param[in]     seen       every word of the training text with its count
 * @param[in]     stop       words that get no place, or NULL
 * @param[in]     min_count  fewer occurrences than this: no place
 * @param[in]     max_size   at most so many words, `<unk>` included; 0 is no limit */
void vocab_build(vocab *chosen, const vocab *seen, const vocab *stop, long min_count, int max_size);

/** 1.3 The number of a word.
 * @param[in] chosen  the vocabulary
 * @param[in] stop    stop words, or NULL
 * @param[in] word    any word
 * @return -1 for a stop word (it is skipped), its id, or 0 when it is not in the vocabulary */
int word_id(const vocab *chosen, const vocab *stop, const char *word);

#endif
