import { REPORTED, atoms } from '../../../engine/format/guard'
import { nextPlaces, scenesLeavesFirst } from '../../../engine/play/graph'
import { END, sceneOf } from '../../../engine/play/play'
import type { Hit, Path, Rule } from '../../../library/finding'
import { type ScenarioSubject, type VariantSubject, inVariants } from '../subject'

const HEARD = 2
const THANKS = 2
const THANKFUL = /^[“"\s]*(?:many )?thank(?:s| you)/iu

const lastScenes = ({ compiled: { play }, resolved, ids }: VariantSubject): ReadonlySet<string> =>
  new Set(Object.keys(resolved.scenes).filter((id) => nextPlaces(sceneOf(play, { scene: ids('scene', id) })).includes(END)))

/** What a report in a scene is worth on some path, as the least and most chances over all paths. */
function chancesOf({ compiled: { play, key } }: VariantSubject): [least: number, most: number] {
  const found = new Map<string, [number, number]>()
  for (const id of scenesLeavesFirst(play)) {
    const own = Number(key.reports[id]!.worth > 0)
    const onward = nextPlaces(play.scenes[id]!).map((to): [number, number] => found.get(to) ?? [0, 0])
    found.set(id, [own + Math.min(...onward.map(([least]) => least)), own + Math.max(...onward.map(([, most]) => most))])
  }
  return found.get(play.start) ?? [0, 0]
}

const HOSTILE_CHANCES = [2, 4] as const
const GENUINE_CHANCES = 2
function* worths(variant: VariantSubject): Generator<Hit> {
  const { name, resolved, explored, tutorial } = variant
  if (tutorial || !explored || !Object.hasOwn(resolved.scenes, resolved.matters ?? '')) return
  for (const [id, { report }] of Object.entries(resolved.scenes)) {
    const path: Path = ['scenes', id, 'report', 'worth']
    const matters = name === 'hostile' && id === resolved.matters
    if (matters && report.worth !== 2) yield { path, message: 'this is the report that matters most: make it worth 2' }
    if (!matters && report.worth > 1)
      yield { path, message: 'only the report that matters most is worth 2: make it 1 or 0, or name this scene in `matters`' }
  }
  const [least, most] = chancesOf(variant)
  const count = least === most ? String(most) : `${least} to ${most}`
  const path: Path = ['scenes', resolved.start, 'report', 'worth']
  if (name === 'hostile' && (least < HOSTILE_CHANCES[0] || most > HOSTILE_CHANCES[1]))
    yield { path, message: `a report is worth something in ${count} moments of a path: make it ${HOSTILE_CHANCES.join(' to ')}` }
  if (name === 'genuine' && most > GENUINE_CHANCES)
    yield {
      path,
      message: `a report is worth something in ${count} moments of a path: at most ${GENUINE_CHANCES}, where a rule asks for it`,
    }
}

/** The learner can still report after the last act, which a report then repairs. */
function* lastActs(variant: VariantSubject): Generator<Hit> {
  const last = lastScenes(variant)
  for (const { scene, options } of variant.decisions) {
    if (!last.has(scene)) continue
    for (const { option, path } of options) {
      const { to = [], consequence } = option
      const ends = typeof to === 'string' ? to === END : to.some((route) => route.to === END)
      if (ends && !consequence) yield { path, message: 'the scenario ends here at once: add a `consequence`, so that one can still report' }
    }
  }
}

function unheard({ guards, resolved, tutorial }: VariantSubject): Hit[] {
  if (tutorial) return []
  const reads = guards.filter(
    ({ guard, path }) =>
      path[0] === 'scenes' &&
      path.at(-1) === 'when' &&
      path[2] !== 'report' &&
      atoms(guard).some((a) => 'reportedSince' in a || 'reports' in a || ('fact' in a && a.fact === REPORTED)),
  )
  return reads.length >= HEARD
    ? []
    : [
        {
          path: ['scenes', resolved.start],
          message: `what follows from reporting is shown in ${reads.length} places before the end: at least ${HEARD} texts with \`when: { fact: reported }\``,
        },
      ]
}

function thankful({ resolved }: VariantSubject): Hit[] {
  const opens = Object.entries(resolved.scenes).filter(([, { report }]) => {
    const [first] = typeof report.reply === 'string' ? [{ text: report.reply }] : report.reply
    return THANKFUL.test(first!.text)
  })
  return opens.slice(THANKS).map(([id]) => ({
    path: ['scenes', id, 'report', 'reply'],
    message: `more than ${THANKS} replies open with thanks: open this one otherwise`,
  }))
}

export const REPORTING_RULES: readonly Rule<ScenarioSubject>[] = [
  inVariants({
    id: 'report-worth',
    severity: 'error',
    about: `a report is worth something in ${HOSTILE_CHANCES.join(' to ')} moments of a hostile path, 2 where it matters most; in at most ${GENUINE_CHANCES} of a genuine one`,
    check: worths,
  }),
  inVariants({ id: 'last-act', severity: 'error', about: 'after the last act one can report', check: lastActs }),
  inVariants({
    id: 'reported-unheard',
    severity: 'error',
    about: `at least ${HEARD} texts before the end read \`reported\``,
    check: unheard,
  }),
  inVariants({ id: 'thankful-replies', severity: 'warning', about: `at most ${THANKS} replies open with thanks`, check: thankful }),
]
