/* What no rule of endings knows: irregular forms, and words that carry little of a topic.
 * Each group is a lemma and its forms. A few forms of 1611 are among them, for the real text. */
#include <string.h>

#include "bow.h"

static const char groups[] =
        "be am is are was were been being 's 'm 're art wast wert;have has had having 've hath "
        "hast;"
        "do does did done doing doth dost;will 'll wo wilt;would 'd;can ca canst;shall sha "
        "shalt;not n't;"
        "say said says saith;go went gone goes goeth;come came cometh;give gave given giveth;"
        "make made maketh;take took taken taketh;see saw seen seeth;know knew known knoweth;"
        "speak spoke spoken spake speaketh;bring brought bringeth;eat ate eaten eateth;begin began "
        "begun;"
        "bear bore born borne bare beareth;beget begat begot begotten;build built;buy bought;"
        "cast casteth;choose chose chosen;cut cutteth;die dying dead;draw drew drawn;drink drank "
        "drunk;"
        "dwell dwelt dwelleth;fall fell fallen falleth;feed fed;feel felt;fight fought;find found "
        "findeth;"
        "flee fled;fly flew flown;forget forgot forgotten;forgive forgave forgiven;forsake forsook "
        "forsaken;"
        "get got gotten;grow grew grown;hear heard heareth;hide hid hidden;hold held;keep kept "
        "keepeth;"
        "lay laid;lead led;leave left;lie lying lay lain;lose lost;love loveth;mean meant;meet "
        "met;pay paid;"
        "read readeth;ride rode ridden;rise rose risen riseth arise arose arisen;run ran runneth;"
        "seek sought seeketh;sell sold;send sent sendeth;set setteth setting;shake shook shaken;"
        "shine shone;sing sang sung;sit sat sitteth;slay slew slain;sleep slept;smite smote "
        "smitten;"
        "sow sown;stand stood standeth;steal stole stolen;strike struck;swear swore sworn sware;"
        "teach taught;tell told;think thought thinketh;throw threw thrown;understand understood;"
        "walk walketh;wash washeth;wear wore worn;weep wept;win won;write wrote written;"
        "man men;woman women;child children;foot feet;tooth teeth;mouse mice;goose geese;ox oxen;"
        "brother brethren;wife wives;life lives;knife knives;loaf loaves;calf calves;leaf leaves;"
        "thief thieves;half halves;wolf wolves;moses moses;jesus jesus;james james;always always;"
        "during during;nothing nothing;something something;anything anything;evening evening;"
        "morning morning;king king;thing thing;hundred hundred;wicked wicked;sacred sacred;"
        "naked naked;offering offering;wing wing;wedding wedding;sometimes sometimes;perhaps "
        "perhaps;"
        "yes yes;gas gas;bus bus;lens lens;species species;series series;create created creating;"
        "add added adding;change changed changing;serve served serving;curse cursed;"
        "bless blessed;believe believed;save saved saving;hate hated hating";

static const char stop_words[] =
        "a an the and or but if then than so as at by for from in into of off on out over to unto "
        "up upon "
        "with within without i me my mine we us our ours you your yours ye thou thee thy thine he "
        "him "
        "his she her hers it its they them their theirs this that these those who whom whose which "
        "what "
        "be have do will would shall should may might can could must not no nor there here when "
        "where "
        "why how all any both each few more most other some such only own same too very also even";

const lemma_exception *english_exceptions(arena *a, int *n)
{
	int room = 0;
	for (const char *s = groups; *s; s++) room += *s == ' ';
	lemma_exception *table = arena_alloc(a, (size_t)room, sizeof *table);
	*n = 0;
	char *text = arena_strdup(a, groups);
	for (char *group = text; group;) {
		char *next = strchr(group, ';');
		if (next) *next++ = 0;
		char *lemma = group, *form = strchr(group, ' ');
		while (form) {
			*form++ = 0;
			char *after = strchr(form, ' ');
			if (after) *after = 0;
			table[(*n)++] = (lemma_exception){form, lemma};
			form = after;
		}
		group = next;
	}
	return table;
}

vocab *english_stop_words(arena *a)
{
	vocab *v = vocab_new(a);
	for (const char *s = stop_words; *s; s += strspn(s, " ")) {
		size_t length = strcspn(s, " ");
		vocab_add_part(v, s, length);
		s += length;
	}
	return v;
}
