/** @file world_parts.h
 * What the files of the generator `world` share: the table, and English forms.
 *
 * A template is a line of tokens with spaces between; what has no mark stands as it is.
 * @verbatim
    @           the word that the sentence is about, with its determiner; in a second clause,
                a pronoun
    ~           the same without determiner
    <kind>      another noun that has the attribute, with its determiner
    <same>      another noun of the row
    =eat !need  a verb in the sentence's tense, agreeing with the subject before it; one with "!"
                is never in the progressive
    =*          a verb of what anybody alive does, often with a phrase that belongs to it
    ^his        he, him, his or himself, agreeing with the word that the sentence is about
    they+ she-  a plain word that the next verb agrees with, as a plural or a singular
    & &er &est  an adjective of the row
    %           the name of the row
 @endverbatim */
#ifndef WORLD_PARTS_H
#define WORLD_PARTS_H

#include "world.h"

/** A row of the table: an attribute, the words that have it, and what is said of them. */
typedef struct {
	const char *name;       /**< of the attribute */
	int often;              /**< of a kind: weight among the kinds */
	const char *words;      /**< "=row" stands for the words of another row */
	const char *adjectives; /**< in the positive; or NULL */
	const char *templates;  /**< with "/" between */
} world_attribute;

/** The table, ended by an empty row; its first WORLD_KINDS rows are kinds, each noun in one. */
extern const world_attribute world_table[];

enum { WORLD_OF_NAMES = 4, WORLD_ADJECTIVE_TEMPLATES = 6 };
/** What is said where a row has adjectives; only the first WORLD_OF_NAMES can be said of names. */
extern const char *const world_adjective_templates[WORLD_ADJECTIVE_TEMPLATES];
/** What anybody alive does: a verb, and phrases that belong to this verb alone, "/" between. */
typedef struct {
	const char *verb;    /**< in its base form */
	const char *phrases; /**< what may follow it */
} world_action;

enum { WORLD_ACTIONS = 20 };
/** All that anybody alive does. */
extern const world_action world_actions[WORLD_ACTIONS];
/** Determiners of the singular, a list for chance_next(). */
extern const char world_singular[];
/** The same of the plural. */
extern const char world_plural[];
/** When something happens, by tense; lists for chance_next(). */
extern const char *const world_times[4];
/** Of each person: he, him, his, himself; then the same for she, it and they. */
extern const char *const world_pronouns[4][4];

enum { WORLD_KINDS = 14, WORLD_FORM = 32, WORLD_TEMPLATE = 128 };

/** Cut the next template off a row's list; false at the end. */
bool world_next_template(const char **list, char template[WORLD_TEMPLATE]);
/** Cut the next token off a template; false at the end. */
bool world_next_token(const char **template, char token[WORLD_FORM]);
/** The number of a row, or -1. */
int world_row(const char *name);

/** Forms of a word, by the table's needs and not of all English. */
typedef enum {
	FORM_BASE,        /**< cat, eat, big */
	FORM_S,           /**< cats, eats */
	FORM_PAST,        /**< ate */
	FORM_PARTICIPLE,  /**< eating */
	FORM_COMPARATIVE, /**< bigger */
	FORM_SUPERLATIVE  /**< biggest */
} world_form;

/** Write a form of a word. */
void world_inflect(char out[WORLD_FORM], const char *base, world_form form);

#endif
