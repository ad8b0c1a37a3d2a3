/**
 * Finds secrets in what a participant or a projector is sent: what only key, facilitator or future may hold. It checks whole views,
 * counts and snapshots field by field, and other texts for the key's texts. Part of a view cannot be judged, so merge it first.
 */
import { RESERVED_FACTS } from '@/scenarios/engine/format/guard'
import { guardsOf } from '@/scenarios/engine/play/graph'
import { type Guard, type Sentence, KEY_FIELDS } from '@/scenarios/engine/play/play'
import type { Screen, RoomScript } from '@/scenarios/engine/live/script'
import { mapTexts } from '@/scenarios/engine/play/staging'

const FORBIDDEN = new Set<string>([
  ...KEY_FIELDS,
  'variant',
  'verdict',
  'ending',
  'endings',
  'judged',
  'quality',
  'better',
  'sound',
  'sign',
  'signs',
  'treatment',
  'majority',
  'branches',
  'leadsTo',
  'guard',
  'sets',
  'to',
  'next',
  'fact',
  'facts',
  'all',
  'any',
  'not',
  'ahead',
  'via',
  'consequence',
  'ratings',
  'mean',
  'would',
  'reporting',
  'decisive',
  'pages',
  'keep',
  'reports',
  'chosen',
])
/** Names that the view also uses for fields of its own. */
const OWN = new Set(['about'])
/** The only fields that may hold numbers, apart from those below `counts`. */
const NUMBERS = new Set([
  'version',
  'moment',
  'n',
  'about',
  'until',
  'left',
  'budget',
  'minutes',
  'voted',
  'reported',
  'changed',
  'twice',
  'shownFrom',
  'by',
  'joined',
  'answered',
  'of',
  'now',
])
const SWITCHES = new Set(['paused', 'locked', 'attendance', 'whatIf', 'flagging', 'sends', 'rating', 'withheld', 'hand'])
/** Shorter secrets may occur in a harmless sentence, so they only count as a whole text. */
const DISTINCTIVE = 20
const LONG = 10_000

export function leaksIn(sent: unknown, script: RoomScript, role: Screen): string[] {
  if (role === 'facilitator') return []
  const secrets = secretsOf(script)
  if (typeof sent === 'string') return inText(sent, secrets)
  const found: string[] = []
  const view = isObject(sent) && isObject(sent.view) ? sent.view : isObject(sent) ? sent : {}
  const { debrief } = view
  const over = isObject(debrief) && debrief.verdict !== null && (view.phase === 'debrief' || view.phase === 'closed')
  const few = (value: unknown, from = 1): boolean => typeof value === 'number' && value >= from && value < script.crowd.shown
  const here = isObject(view.scene) ? view.scene.id : null

  function visit(node: unknown, path: string[]): void {
    const say = (what: string) => found.push(`${path.join('.')}: ${what}`)
    const name = path.at(-1) ?? ''
    if (node === null || node === undefined) return
    if (secrets.origin.has(name)) say('a flag on a detail of origin')
    if (name === 'facilitator' || name === 'people') say('what is for the facilitator alone')
    if (!over) inTime(node, path, name, say)
    // A page in both variants holds every line of it.
    else if (typeof node === 'string' && secrets.origin.has(node) && !path.includes('pages')) say('a detail of origin is pointed at')
    if (!isObject(node)) return
    for (const count of ['voted', 'by']) if (few(node[count])) say(`totals of ${String(node[count])}`)
    if ('flagged' in node && (few(node.of) || (node.of === null && node.flagged !== null))) say('flags of fewer than five')
    if (typeof node.flagged === 'number' && node.flagged < script.crowd.kept) say('a sentence that one or two flagged')
    for (const [key, value] of Object.entries(node)) visit(value, [...path, key])
  }

  function inTime(node: unknown, path: string[], name: string, say: (what: string) => void): void {
    const inCounts = path.includes('counts')
    // `beforeVerdict` judges the fields; here we look at texts.
    if (path.includes('debrief') && name !== 'debrief' && typeof node !== 'string') return
    if (!inCounts && FORBIDDEN.has(name) && !(OWN.has(name) && path.length === (view === sent ? 1 : 2) && typeof node === 'number'))
      say('a field of the key')
    if (name === 'when' && typeof node !== 'string') say('a guard')
    if (name === 'debrief') {
      if (view.phase !== 'debrief' || !isObject(node)) say('the debrief')
      else found.push(...beforeVerdict(node).map((what) => `${path.join('.')}.${what}`))
    }
    if (name === 'totals' && view.phase !== 'revealed' && view.phase !== 'weighed') say('totals before they are revealed')
    if (name === 'followed' && view.phase !== 'consequence') say('what followed, before it did')
    if (typeof node === 'number' && !inCounts && !NUMBERS.has(name)) say('a number')
    if (typeof node === 'boolean' && !SWITCHES.has(name)) say('a yes or no')
    if (secrets.facts.has(name)) say('a fact')
    if (typeof node !== 'string') return
    if (secrets.facts.has(node)) say('a fact')
    if (secrets.places.has(node) && node !== here && name !== 'part' && !path.includes('debrief')) say('a scene or ending to come')
    if (secrets.origin.has(node) && !(path.includes('show') && name === 'id')) say('a detail of origin is pointed at')
    if (/^(INV|[RG]-\d\d)$/.test(node)) say('a source')
    if (node === 'hostile' || (node === 'genuine' && !path.includes('looks'))) say('the variant')
    for (const kind of secrets.kindsIn(node)) {
      const due =
        (kind === 'a consequence' && path.includes('followed')) ||
        (kind === 'a reply' && path.includes('followed') && name === 'reply') ||
        (kind === 'a note' && name === 'prompt' && (view.phase === 'revealed' || view.phase === 'discussing')) ||
        (kind === 'a finding' && path.includes('found') && name === 'finding')
      if (!due) say(kind)
    }
  }

  visit(sent, [])
  return found
}

/** Until the room is told what it was, the debrief holds only how it looked to the room. */
function beforeVerdict(debrief: Record<string, unknown>): string[] {
  const { parts, judged: _judged, ratings, ...later } = debrief
  const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0)
  const points = (ratings as Record<string, unknown>[]).flatMap(
    ({ scene: _, when: _at, title: _title, room, decided, seen, found, ...more }, i) => [
      ...(decided === false && isEmpty(seen) && isEmpty(found) && Object.keys(more).length === 0
        ? []
        : [`ratings.${i}: what could be known by then`]),
      ...(room === null ||
      Object.keys(room as object)
        .sort()
        .join() === 'mean,said'
        ? []
        : [`ratings.${i}: more than how it looked`]),
    ],
  )
  return [
    ...Object.entries(later).flatMap(([part, value]) => (isEmpty(value) ? [] : [`${part}: a part of the debrief to come`])),
    // Which there are may differ between the variants.
    ...(parts as string[]).slice(1).map((part) => `parts: ${part}`),
    ...points,
  ]
}

/** Consequences, replies and findings may be known by now; a plain text does not show whether they are. */
const inText = (text: string, { facts, kindsIn }: Secrets): string[] => [
  ...[...facts].filter((id) => text.includes(id)).map((id) => `the fact ${id}`),
  ...kindsIn(text).filter((kind) => !['a consequence', 'a reply', 'a finding'].includes(kind)),
]

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

interface Secrets {
  /** Ids of facts, of scenes and endings, of details of origin. */
  facts: Set<string>
  places: Set<string>
  origin: Set<string>
  kindsIn(text: string): string[]
}
const known = new WeakMap<RoomScript, Secrets>()

function secretsOf(script: RoomScript): Secrets {
  const before = known.get(script)
  if (before) return before
  const {
    play,
    compiled: { key },
  } = script
  const kinds = secretTexts(script)
  const asked = new Map<string, string[]>()
  const made: Secrets = {
    facts: factsOf(script),
    places: new Set([...Object.keys(play.scenes), ...Object.keys(key.endings)]),
    origin: new Set(Object.keys(key.segments).filter((id) => key.segments[id]!.about === 'origin')),
    kindsIn(text) {
      const held = asked.get(text) ?? [
        ...new Set(
          [...kinds].flatMap(([secret, kind]) =>
            text === secret || (secret.length >= DISTINCTIVE && text.includes(secret)) ? [kind] : [],
          ),
        ),
      ]
      // Pages are not looked up twice, and thousands of them would fill the memory.
      if (text.length < LONG) asked.set(text, held)
      return held
    },
  }
  known.set(script, made)
  return made
}

/** The texts that must not be seen yet, each with its kind, without those that the play itself shows. */
export function secretTexts({ play, compiled: { key }, fill, indicators }: RoomScript): Map<string, string> {
  const scenes = Object.values(play.scenes)
  const options = scenes.flatMap((s) => s.decisions.flatMap((d) => d.options))
  const texts: [kind: string, text: string | undefined][] = [
    ...Object.values(key.segments).map((s) => ['a reason', s.why] as const),
    ...Object.values(key.options).flatMap((of) => Object.values(of).map((o) => ['a reason', o.why] as const)),
    ...Object.values(key.reports).map((t) => ['a reason', t.why] as const),
    ...prose('the verdict', key.verdict.text),
    ...Object.values(key.endings).flatMap((e) => [['an ending', e.title] as const, ...prose('an ending', e.text)]),
    ['the rule', key.keep.rule],
    ...[key.notes.before, key.notes.after, ...Object.values(key.notes.scenes).flatMap((n) => [n.ask, n.avoid])].map(
      (note) => ['a note', note] as const,
    ),
    ...options.flatMap((o) => prose('a consequence', o.consequence)),
    ...scenes.flatMap((s) => prose('a reply', s.report.reply)),
    ...scenes.flatMap((s) => s.checks.flatMap((c) => prose('a finding', c.finding))),
    ...Object.values(indicators).map((i) => ['an indicator', i.label] as const),
  ].map(([kind, text]) => [kind!, text])
  const open: string[] = []
  mapTexts(play.scenes, (text, path) => {
    if (!/\.(consequence|finding|reply)\.\d+\.text$/.test(path)) open.push(text)
    return text
  })
  const hidden = texts.flatMap(([kind, text]) =>
    text === undefined
      ? []
      : ([
          [text, kind],
          [fill(text), kind],
        ] as const),
  )
  return new Map(hidden.filter(([text]) => !open.some((o) => o === text || (text.length >= DISTINCTIVE && o.includes(text)))))
}

const prose = (kind: string, sentences: readonly Sentence[]) => sentences.map(({ text }) => [kind, text] as const)

function factsOf({ play }: RoomScript): Set<string> {
  const read = (guard: Guard): string[] =>
    'fact' in guard
      ? [guard.fact]
      : 'all' in guard
        ? guard.all.flatMap(read)
        : 'any' in guard
          ? guard.any.flatMap(read)
          : 'not' in guard
            ? read(guard.not)
            : []
  const facts = Object.values(play.scenes).flatMap((scene) => [
    ...guardsOf(scene).flatMap(({ guard }) => read(guard)),
    ...scene.checks.flatMap((c) => Object.keys(c.sets)),
    ...scene.decisions.flatMap((d) => d.options.flatMap((o) => Object.keys(o.sets))),
  ])
  return new Set([...facts, ...Object.keys(play.reported)].filter((fact) => !RESERVED_FACTS.includes(fact)))
}
