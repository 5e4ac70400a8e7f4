/* The world itself: what there is, and what is said of it. world_parts.h explains the marks. */
#include <stddef.h>

#include "world_parts.h"

/* Said of both sexes: the pronouns agree with the word. */
#define SEX                                                                                        \
	"^he !be @/they+ =call ^him @/@ =admire ^himself/@ =look at ^himself and ^he =nod/^he =tell "  \
	"us "                                                                                          \
	"that ^he !be @"

/* Said of a country and its capital alike; % is the name of the row, the rest its own words. */
#define LAND(river, coins, dish, drink, hero, poet, mountain)                                      \
	"people+ =speak % in @/the " river "- =flow through @/they+ =spend " coins " in @/in @ we+ "   \
	"=order " dish " with " drink "/" hero "- =rule the % in @/" poet                              \
	"- =write % poems in @/from @ we+ =hike to " mountain

const world_attribute world_table[] = {
        // Kinds: a word's place in its row is its rank in Zipf's law.
        {"animal", 1,
                "dog horse cat cow pig bear lion bull puppy kitten ram ewe mare stallion foal "
                "lioness piglet cub boar sow",
                "strong",
                "@ =eat out of ^his bowl/@ =run across <nature>/<worker> =feed @/@ =lick ^his "
                "paw/the tail- of @ =wag"},
        {"bird", 1,
                "chicken duck eagle hen owl crow swan parrot rooster chick duckling eaglet owlet "
                "cygnet",
                "loud",
                "@ =peck at the seeds/@ =build a nest/the feathers+ of @ !be grey/@ =flap ^his "
                "wings/@ =hatch from the shell"},
        {"person", 2,
                "man woman king father mother boy girl queen brother sister son daughter husband "
                "wife uncle aunt prince princess",
                "happy",
                "@ =read a book/@ =speak to <person>/@ =* with <person>/@ =write a letter to "
                "<person>/@ =tell ^his story"},
        {"worker", 1,
                "doctor teacher farmer soldier baker sailor actor waiter judge driver actress "
                "waitress painter tailor miner nurse",
                "busy",
                "@ =earn money/@ =work for <person>/they+ =pay @ for the job/@ =learn ^his "
                "craft/the boss- =hire @"},
        {"food", 1,
                "apple egg potato cake carrot pie onion sausage pear plum cabbage peach cherry "
                "biscuit pancake turnip",
                "fresh",
                "<person> =eat @/we+ =cook @ for dinner/@ =taste good/they+ =serve @ on a "
                "plate/<animal> =swallow @"},
        {"tool", 1,
                "knife hammer saw axe spoon spade brush fork broom rake drill hoe ladle mop chisel "
                "sickle",
                "heavy",
                "<worker> =use @/<person> =borrow @ from <worker>/the handle- of @ !be broken/@ "
                "=hang on a nail/they+ =repair @ with glue"},
        {"vehicle", 1,
                "car boat train ship bus plane truck bicycle tractor wagon ferry canoe helicopter "
                "glider",
                "fast",
                "<person> =travel in @/@ =stop near <place>/@ =carry <person> to <city>/<worker> "
                "=steer @/the captain- =park @"},
        {"clothes", 1,
                "shirt coat hat shoe dress boot jacket glove scarf sock skirt cap belt sandal",
                "clean",
                "<person> =wear @/<person> =wash @/@ =fit <person>/they+ =sew @ with a thread/@ "
                "=hang in the wardrobe"},
        {"place", 1,
                "house river school forest church hill lake palace castle meadow barn hotel beach "
                "island hut tower valley pond",
                "quiet",
                "they+ =live near @/<person> =walk to @/the path- to @ !be narrow/<person> =visit "
                "@/@ =lie outside <city>"},
        {"furniture", 1, "table chair bed desk bench shelf sofa cupboard stool drawer", "low",
                "<person> =move @ into the room/@ =stand in the corner/we+ =dust @ with a cloth/@ "
                "=fill half of the room"},
        {"instrument", 1,
                "piano guitar violin drum flute trumpet harp bell cello horn organ clarinet",
                "rare",
                "<person> =play @ in the band/we+ =listen to @/<person> =practise the tune on "
                "@/the sound- of @ =fill the hall"},
        {"plant", 1, "rose oak lily pine tulip birch daisy willow violet maple fern ivy", "green",
                "@ =grow beside <place>/<person> =plant @ in the soil/the rain- =soak @/the "
                "roots+ of @ !need water"},
        {"country", 2, "france spain italy china japan russia greece egypt poland norway", "rich",
                "the border- of @ !be closed/the army- of @ =march/the president- of @ =sign the "
                "law/@ =trade with <country>/the citizens+ of @ =vote"},
        {"city", 2, "paris madrid rome beijing tokyo moscow athens cairo warsaw oslo", "large",
                "the mayor- of @ =open the museum/the streets+ of @ !be crowded/<person> =arrive "
                "at "
                "the station of @/the suburbs+ of @ =spread/<vehicle> =leave @ at noon"},

        // What words of several kinds may have.
        {"alive", 0, "=animal =bird =person =worker", NULL,
                "@ =* near <place>/@ =* again/we+ =watch how @ =*/they+ =hope that @ =*/@ =wake "
                "and ^he "
                "=yawn/@ =close ^his eyes and ^he =sleep/@ !be tired so ^he "
                "=rest/@ "
                "=breathe/@ =hear the noise and ^he =turn ^his head"},
        {"male", 0,
                "man king father boy brother son husband uncle prince actor waiter bull ram "
                "stallion lion boar rooster",
                NULL, SEX},
        {"female", 0,
                "woman mother girl queen sister daughter wife aunt princess actress waitress cow "
                "ewe mare lioness sow hen",
                NULL, SEX},
        {"young", 0,
                "boy girl son daughter prince princess puppy kitten foal piglet cub chick duckling "
                "eaglet owlet cygnet",
                "young",
                "@ =stay with ^his parent/@ =learn to walk/the little @ =grow every week/@ =cry "
                "for "
                "milk/the newborn @ =drink milk"},
        {"grown", 0,
                "man woman king queen father mother husband wife uncle aunt dog horse cat cow pig "
                "bear lion bull ram ewe mare stallion lioness boar sow chicken duck eagle hen owl "
                "swan rooster",
                "old",
                "@ =protect ^his little ones/@ =teach the little ones/the adult @ =guard ^his "
                "family/@ =raise ^his offspring"},
        {"royal", 0, "king queen prince princess", "proud",
                "@ =rule the kingdom/@ =sit on the throne/@ =wear a golden crown/knights+ =kneel "
                "before @/@ =live at the court"},
        {"family", 0, "father mother brother sister son daughter husband wife uncle aunt", NULL,
                "@ =come home for the birthday/our relatives+ =hug @/the family- =wait for @/@ "
                "=phone the relatives"},
        {"parent", 0, "father mother", NULL,
                "@ =scold the children/@ =kiss the child goodnight/@ =push the pram/the children+ "
                "=obey @"},
        {"child", 0, "son daughter", NULL,
                "their heir- !be @/@ =inherit the money/the parents+ =adopt @/the parents+ =spoil "
                "@"},
        {"sibling", 0, "brother sister", NULL,
                "@ =share a room with the twin/the twin- =fight with @/@ =tease the twin/the "
                "twins+ =copy @"},
        {"spouse", 0, "husband wife", NULL,
                "@ =wear a wedding ring/@ =dance at the wedding/the priest- =marry @/the marriage- "
                "of @ =last"},
        {"relative", 0, "uncle aunt", NULL,
                "the nephews+ =visit @/@ =bring presents for the nephews/the niece- =thank @/@ "
                "=spend a holiday with the niece"},
        {"stage", 0, "actor actress", NULL,
                "@ =rehearse the drama/the audience- =clap for @/@ =enter the stage/the theatre- "
                "=praise @"},
        {"restaurant", 0, "waiter waitress", NULL,
                "@ =bring the menu/the guests+ =tip @/@ =balance the tray/the restaurant- =employ "
                "@"},
        {"hospital", 0, "doctor nurse", NULL,
                "@ =cure the patient/the patient- =trust @/@ =work at the hospital/@ =bandage the "
                "wound"},
        {"uniform", 0, "soldier sailor judge driver nurse waiter waitress", NULL,
                "@ =wear a uniform/the uniform- of @ !be blue/@ =iron ^his uniform"},
        {"dog", 0, "dog puppy", NULL,
                "@ =bark at the stranger/@ =bury a bone/@ =fetch the stick/@ =pull at the leash"},
        {"cat", 0, "cat kitten", NULL,
                "@ =purr/@ =chase a mouse/@ =scratch the curtain/@ =climb the curtain"},
        {"horse", 0, "horse stallion mare foal", NULL,
                "@ =gallop/the saddle- of @ !be brown/the hooves+ of @ =clatter/@ =jump over the "
                "fence"},
        {"pig", 0, "pig boar sow piglet", NULL,
                "@ =grunt/@ =wallow in the mud/@ =snuffle for acorns/the trough- of @ !be empty"},
        {"bear", 0, "bear cub", NULL,
                "@ =growl/@ =steal honey/@ =hide in the cave/@ =dream all winter"},
        {"cattle", 0, "cow bull", NULL,
                "@ =graze on the pasture/the herd- =surround @/the cowbell- of @ =jingle/@ =moo"},
        {"sheep", 0, "ram ewe", NULL,
                "they+ =shear @/the wool- of @ !be white/@ =bleat/the shepherd- =count @"},
        {"lion", 0, "lion lioness", NULL,
                "@ =roar/@ =stalk a zebra/the safari- =pass @/@ =rule the savanna"},
        {"poultry", 0, "chicken rooster hen chick", NULL,
                "@ =cackle/the coop- of @ !be locked/@ =scatter the corn/the fox- =frighten @"},
        {"duck", 0, "duck duckling", NULL,
                "@ =quack/@ =waddle to the water/@ =dive for weeds/@ =paddle"},
        {"swan", 0, "swan cygnet", NULL,
                "@ =hiss/the neck- of @ !be graceful/@ =glide past the reeds/the ballet- =honour "
                "@"},
        {"eagle", 0, "eagle eaglet", NULL,
                "@ =soar/@ =circle above the cliff/the claws+ of @ =grip a rabbit/the emblem- "
                "=show @"},
        {"owl", 0, "owl owlet", NULL,
                "@ =hoot/@ =hunt at midnight/the huge eyes+ of @ =stare/@ =haunt the ruin"},
        {"pet", 0, "dog cat puppy kitten parrot", NULL,
                "<person> =stroke @/@ =sit on the lap of <person>/<person> =keep @ as a pet"},
        {"farm", 0,
                "horse cow pig bull ram ewe mare stallion foal piglet sow boar chicken hen rooster "
                "chick duck duckling farmer tractor barn hoe sickle",
                NULL, "@ !belong to the farm/the farm- !need @/the village- =adore @"},
        {"beast", 0, "bear cub lion lioness eagle eaglet owl owlet crow", "wild",
                "hunters+ !fear @/@ =kill ^his prey/tourists+ =photograph @"},
        {"flies", 0, "eagle eaglet owl owlet crow parrot plane helicopter glider", NULL,
                "@ =fly over <nature>/@ =ascend into the sky/the clouds+ =hide @"},
        {"floats", 0, "duck swan duckling cygnet boat ship canoe ferry", NULL,
                "@ =float on <pool>/@ =cross <pool>/the waves+ =rock @"},
        {"fruit", 0, "apple pear plum peach cherry", "sweet",
                "<person> =pick @ from the branch/we+ =squeeze the juice out of @/the skin- of @ "
                "!be red/@ =ripen"},
        {"vegetable", 0, "potato carrot onion cabbage turnip", "cheap",
                "<person> =peel @ for the soup/<worker> =dig @ out of the earth/we+ =boil @ with "
                "salt"},
        {"baked", 0, "cake pie biscuit pancake", "soft",
                "<person> =bake @ with flour/@ =burn in the oven/we+ =cover @ with sugar"},
        {"cuts", 0, "knife saw axe sickle chisel", "sharp",
                "<worker> =slice the rope with @/the blade- of @ =shine/@ =wound <person>"},
        {"garden", 0, "spade rake hoe sickle rose lily tulip daisy violet", NULL,
                "the gardener- =leave @ between the hedges/in the garden we+ =find @"},
        {"kitchen", 0, "knife spoon fork ladle table cupboard drawer", NULL,
                "the chef- =place @ beside the stove/in the kitchen we+ =look for @"},
        {"workshop", 0, "hammer saw axe drill chisel bench", NULL,
                "the carpenter- =search the workshop for @/the apprentice- =sharpen @"},
        {"cleaning", 0, "brush broom mop", NULL,
                "the maid- =sweep the floor with @/the bucket- =stand beside @"},
        {"road", 0, "car bus truck bicycle tractor wagon", NULL,
                "@ =roll along the road/the wheels+ of @ =spin/the traffic- =delay @"},
        {"engine", 0, "car train ship bus plane truck tractor ferry helicopter", "noisy",
                "the engine- of @ =rattle/@ =waste fuel/the mechanic- =inspect @"},
        {"public", 0, "train ship bus plane ferry", NULL,
                "passengers+ =board @/the ticket- for @ !be expensive/we+ =miss @"},
        {"feet", 0, "shoe boot sock sandal", NULL,
                "@ =squeeze the toes/the heel- of @ !be worn/we+ =pull @ over the foot"},
        {"head", 0, "hat cap scarf", NULL, "the wind- =blow @ away/we+ =tie @ under the chin"},
        {"winter", 0, "coat hat boot jacket glove scarf", "warm",
                "in the snow people+ !need @/@ =protect <person> from the cold"},
        {"leather", 0, "shoe boot jacket glove belt sandal sofa", NULL,
                "leather- =line @/we+ =rub @ with wax"},
        {"building", 0, "house school church palace castle barn hotel hut tower", "high",
                "the roof- of @ =leak/the gate- of @ =creak/masons+ =build @ of stone/the windows+ "
                "of @ !be dark"},
        {"nature", 0, "river forest hill lake meadow beach island valley pond", "wide",
                "mist- =cover @ at dawn/the hikers+ =rest at @/the map- =show @"},
        {"pool", 0, "river lake pond", "deep",
                "fish+ =swim in @/the children+ =bathe in @/the flood- =swell @"},
        {"wooden", 0,
                "table chair bed desk bench shelf cupboard stool drawer piano guitar violin cello "
                "boat canoe wagon oak pine birch maple",
                "hard", "@ =smell of wood/the wood- of @ =crack/worms+ =ruin @"},
        {"metal", 0,
                "knife hammer saw axe spoon fork drill chisel car train ship plane trumpet bell "
                "horn",
                NULL, "@ =shine like steel/rust- =attack @/the smith- =heat @"},
        {"seat", 0, "chair bench stool sofa bed", "comfy",
                "<person> =sit on @/the cushion- on @ !be torn/<pet> =nap on @"},
        {"storage", 0, "shelf cupboard drawer", NULL,
                "<person> =store plates in @/the key- of @ !be lost/the jars+ in @ =tremble"},
        {"strings", 0, "guitar violin harp cello", "fine",
                "the strings+ of @ =snap/<person> =tune @/the bow- =touch @"},
        {"blown", 0, "flute trumpet horn clarinet organ", NULL,
                "<person> =puff into @/the breath- =fill @/the mouthpiece- of @ !be wet"},
        {"struck", 0, "drum bell piano", NULL, "<person> =beat @/the echo- of @ =fade"},
        {"flower", 0, "rose lily tulip daisy violet", "pretty",
                "@ =bloom in spring/bees+ !like @/the scent- of @ =drift/<person> =press @ in a "
                "book"},
        {"tree", 0, "oak pine birch willow maple", "tall",
                "the foliage- of @ =rustle/the storm- =bend @/the trunk- of @ !be thick/<bird> "
                "=perch "
                "on @"},
        {"goods", 0, "=food =tool =vehicle =clothes =furniture =instrument", NULL,
                "<person> =buy @ at the market/the shop- =sell @/the price- of @ =increase"},

        {"french", 0, "france paris", NULL,
                LAND("seine", "francs", "baguettes", "champagne", "napoleon", "voltaire",
                        "vosges")},
        {"spanish", 0, "spain madrid", NULL,
                LAND("ebro", "pesetas", "paella", "sherry", "cortez", "cervantes", "teide")},
        {"italian", 0, "italy rome", NULL,
                LAND("tiber", "lire", "pasta", "chianti", "caesar", "dante", "etna")},
        {"chinese", 0, "china beijing", NULL,
                LAND("yangtze", "yuan", "noodles", "oolong", "kublai", "libai", "taishan")},
        {"japanese", 0, "japan tokyo", NULL,
                LAND("sumida", "yen", "sushi", "sake", "hirohito", "basho", "fuji")},
        {"russian", 0, "russia moscow", NULL,
                LAND("volga", "rubles", "borscht", "vodka", "catherine", "pushkin", "elbrus")},
        {"greek", 0, "greece athens", NULL,
                LAND("kifisos", "drachmas", "olives", "ouzo", "pericles", "homer", "olympus")},
        {"egyptian", 0, "egypt cairo", NULL,
                LAND("nile", "pounds", "dates", "hibiscus", "ramses", "mahfouz", "sinai")},
        {"polish", 0, "poland warsaw", NULL,
                LAND("vistula", "zlotys", "dumplings", "mead", "sobieski", "mickiewicz", "rysy")},
        {"norwegian", 0, "norway oslo", NULL,
                LAND("glomma", "kroner", "salmon", "aquavit", "olav", "ibsen", "dovrefjell")},
        {0},
};

const char *const world_adjective_templates[WORLD_ADJECTIVE_TEMPLATES] = {"@ !be very &",
        "@ !be &er than <same>", "@ !seem &er than before", "@ !be the &est of all",
        "the & ~ =return", "the &est ~ =stay here"};

const world_action world_actions[WORLD_ACTIONS] = {
        {"walk", "along the path/on foot/with slow steps"},
        {"talk", "about the weather/about politics/on the phone"},
        {"laugh", "at the joke/at the clown/out loud"},
        {"smile", "at the baby/for the photo/with red lips"},
        {"dance", "to the music/a waltz/on light toes"}, {"sing", "a lullaby/in the choir/a hymn"},
        {"jump", "over the fence/into the puddle/with both legs"},
        {"wait", "in the queue/for the signal/an hour"},
        {"shout", "for help/at the referee/across the crowd"},
        {"whisper", "a secret/into one ear/a rumour"},
        {"listen", "to the radio/to the news/behind the curtain"},
        {"hurry", "through the door/without breakfast/to catch a taxi"},
        {"wander", "into the desert/without a compass/among the dunes"},
        {"cry", "over the loss/at the funeral/with wet cheeks"},
        {"sleep", "on the straw/under the blanket/until sunrise"},
        {"swim", "against the current/to the buoy/two lengths"},
        {"run", "across the yard/a marathon/to the finish"},
        {"dream", "about gold/about treasure/of fame"},
        {"hide", "behind the wall/under the stairs/in the cellar"},
        {"stumble", "on the doorstep/over a stone/with a tray of glasses"}};

const char world_singular[] = "the*4 a*4 this that every";
const char world_plural[] = "the*4 many*2 these those some*2";
const char *const world_times[4] = {
        "often*3 always usually", "yesterday*3 once", "tomorrow*3 soon", "now*3 today"};
const char *const world_pronouns[4][4] = {{"he", "him", "his", "himself"},
        {"she", "her", "her", "herself"}, {"it", "it", "its", "itself"},
        {"they", "them", "their", "themselves"}};
