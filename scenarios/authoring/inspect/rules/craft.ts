import type { Hit, Path, Rule } from '../../../library/finding'
import { UNWRITTEN } from './prose'
import { type ScenarioSubject, type TextAt, type VariantSubject, inVariants } from '../subject'

export const MOMENT_WORDS = 250
export const MEAN_WORDS = 225
export const PATH_WORDS = 2200
/** Words a minute of a good reader, including the time to decide. */
const PACE = 160
export const COMMON = 0.7
const LETTERS = 3
const SIGNS = 3
const KINDS = 4
const RUN = 4
const REPEATS = 3

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`

function* longMoments({ reading, resolved, ids, tutorial }: VariantSubject): Generator<Hit> {
  if (!reading || tutorial) return
  for (const id of Object.keys(resolved.scenes)) {
    const most = reading.words.get(ids('scene', id))?.most ?? 0
    if (most > MOMENT_WORDS) yield { path: ['scenes', id], message: `${most} new words to read: shorten to at most ${MOMENT_WORDS}` }
  }
  const all = [...reading.words.values()].map((w) => w.most)
  const mean = all.reduce((a, b) => a + b, 0) / Math.max(1, all.length)
  if (mean > MEAN_WORDS)
    yield { path: ['scenes'], message: `moments have ${mean.toFixed(0)} new words on average: shorten to at most ${MEAN_WORDS}` }
  if (reading.path > PATH_WORDS)
    yield {
      path: ['minutes'],
      message: `the longest path has ${reading.path} words with a finding and a reply in every moment: at most ${PATH_WORDS}`,
    }
}

function* moreMinutes({ reading, resolved: { minutes } }: VariantSubject): Generator<Hit> {
  const least = Math.round((reading?.path ?? 0) / PACE)
  if (least > minutes)
    yield { path: ['minutes'], message: `the longest path has ${reading!.path} words, which take ${least} minutes: say so` }
}

function* littleCommon({ reading, resolved, ids, tutorial }: VariantSubject): Generator<Hit> {
  if (!reading || tutorial) return
  for (const id of Object.keys(resolved.scenes)) {
    const common = reading.words.get(ids('scene', id))?.common ?? 1
    if (common < COMMON)
      yield {
        path: ['scenes', id, 'show'],
        message: `${percent(common)} of the words are common to both variants: at least ${percent(COMMON)}`,
      }
  }
}

function* manyLetters({ scenario, tutorial }: ScenarioSubject): Generator<Hit> {
  const written = new Map<string, Path[]>()
  const add = (from: string, path: Path) => written.set(from, [...(written.get(from) ?? []), path])
  for (const [id, { show }] of Object.entries(scenario.scenes)) {
    for (const [i, artefact] of show.entries()) {
      const path = ['scenes', id, 'show', i]
      if (artefact.kind === 'email') add(artefact.from, path)
      if (artefact.kind === 'messages')
        for (const from of new Set(artefact.messages.map((m) => m.from).filter((f) => f !== 'you'))) add(from, path)
    }
  }
  for (const [from, paths] of written)
    if (!tutorial && paths.length > LETTERS)
      yield {
        path: paths[LETTERS]!,
        message: `“${from}” writes for the ${paths.length}th time: at most ${LETTERS} written messages from one sender`,
      }
}

function* manySigns({ segments }: VariantSubject): Generator<Hit> {
  const by = new Map<string, { path: Path }[]>()
  for (const { segment, path } of segments)
    if (segment.cue === 'sign') by.set(String(path[1]), [...(by.get(String(path[1])) ?? []), { path }])
  for (const [id, signs] of by)
    if (signs.length > SIGNS) yield { path: ['scenes', id], message: `${signs.length} signs in one moment: spread them, at most ${SIGNS}` }
}

function fewKinds({ scenario, tutorial }: ScenarioSubject): Hit[] {
  const kinds = new Set(Object.values(scenario.scenes).flatMap((scene) => scene.show.map((a) => a.kind)))
  return tutorial || kinds.size >= KINDS
    ? []
    : [{ path: ['scenes'], message: `only ${[...kinds].join(', ')}: show at least ${KINDS} kinds of artefact` }]
}

const explanations = ({ texts }: ScenarioSubject): TextAt[] =>
  texts.filter(({ field, text }) => field === 'why' && !text.startsWith(UNWRITTEN))

function* stockPhrases(subject: ScenarioSubject): Generator<Hit> {
  const runs = new Map<string, Set<TextAt>>()
  for (const at of explanations(subject)) {
    const words = at.text.toLowerCase().match(/[\p{L}\p{N}’']+/gu) ?? []
    for (let i = 0; i + RUN <= words.length; i++) {
      const run = words.slice(i, i + RUN).join(' ')
      runs.set(run, (runs.get(run) ?? new Set()).add(at))
    }
  }
  const named = new Set<string>()
  for (const [run, where] of runs) {
    const key = [...where].map((at) => at.path.join('.')).join()
    if (where.size <= REPEATS || named.has(key)) continue
    named.add(key)
    yield {
      path: [...where][REPEATS]!.path,
      message: `“${run}” stands in ${where.size} explanations, at most ${REPEATS}: say it otherwise`,
    }
  }
}

/** A genuine tutorial shows no signs. */
function unshownSigns({ scenario: { keep }, tutorial, evidence: { signs }, variants }: ScenarioSubject): Hit[] {
  if (tutorial) return []
  const shown = new Set(variants.flatMap(({ segments }) => segments.flatMap(({ segment: s }) => (s.cue === 'sign' ? [s.indicator] : []))))
  return keep.signs.flatMap((id, i) =>
    Object.hasOwn(signs, id) && !shown.has(id)
      ? [{ path: ['keep', 'signs', i], message: `no sign of the scenario is “${id}”: keep one that it shows` }]
      : [],
  )
}

/** Two options with guards may be the same button with another effect. */
function* sameTexts({ scenario: { scenes } }: ScenarioSubject): Generator<Hit> {
  for (const [scene, { decisions }] of Object.entries(scenes))
    for (const [d, { options }] of decisions.entries())
      for (const [i, { text, when }] of options.entries()) {
        const before = options.slice(0, i).find((o) => o.text === text && !(o.when && when))
        if (before)
          yield {
            path: ['scenes', scene, 'decisions', d, 'options', i, 'text'],
            message: `“${before.id}” says the same: nobody can tell them apart`,
          }
      }
}

export const CRAFT_RULES: readonly Rule<ScenarioSubject>[] = [
  inVariants({
    id: 'moment-words',
    severity: 'warning',
    about: `at most ${MOMENT_WORDS} new words a moment, ${MEAN_WORDS} on average, ${PATH_WORDS} a path`,
    check: longMoments,
  }),
  inVariants({
    id: 'minutes-words',
    severity: 'error',
    about: `the longest path can be read and decided in the minutes that a scenario says, at ${PACE} words a minute`,
    check: moreMinutes,
  }),
  inVariants({
    id: 'common-words',
    severity: 'error',
    about: `at least ${percent(COMMON)} of a moment’s words are common`,
    check: littleCommon,
  }),
  { id: 'many-letters', severity: 'warning', about: `at most ${LETTERS} written messages from one sender`, check: manyLetters },
  inVariants({ id: 'many-signs', severity: 'warning', about: `at most ${SIGNS} signs in a moment`, check: manySigns }),
  { id: 'kinds-few', severity: 'error', about: `a scenario shows at least ${KINDS} kinds of artefact`, check: fewKinds },
  { id: 'stock-phrases', severity: 'warning', about: 'no turn of phrase comes back in the explanations', check: stockPhrases },
  { id: 'unshown-sign', severity: 'error', about: 'the signs to keep are shown in the scenario', check: unshownSigns },
  { id: 'same-text', severity: 'error', about: 'the options of a decision say different things', check: sameTexts },
]
