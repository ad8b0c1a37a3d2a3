import { REPORTED, atoms } from '../../../engine/format/guard'
import { nextPlaces, postorder } from '../../../engine/play/graph'
import { END, sceneOf } from '../../../engine/play/play'
import { worthOfReporting } from '../../../engine/score/attempt'
import type { Hit, Path, Rule } from '../../../library/finding'
import { type ScenarioSubject, type VariantSubject, inVariants } from '../subject'

const SHARE = 0.26
const HEARD = 2
const THANKS = 2
const THANKFUL = /^[“"\s]*(?:many )?thank(?:s| you)/iu

function dear({ name, scorer }: VariantSubject): Hit[] {
  if (name !== 'hostile' || !scorer) return []
  const { graph, values, key } = scorer
  const most = new Map<string, number>()
  for (const id of postorder([graph.start], (node) => graph.nodes.get(node)?.edges.map((e) => e.to) ?? [])) {
    const node = graph.nodes.get(id)
    most.set(id, node ? worthOfReporting(key, node.scene) + Math.max(...node.edges.map((e) => most.get(e.to)!)) : 0)
  }
  const { hi, lo } = values.get(graph.start)!
  const share = most.get(graph.start)! / (hi - lo)
  return share <= SHARE + 1e-9
    ? []
    : [
        {
          path: ['report', 'weight'],
          message: `reporting makes ${percent(share)} of the range, at most ${percent(SHARE)}: lower \`weight\`, or give less \`worth\``,
        },
      ]
}
const percent = (share: number): string => `${(share * 100).toFixed(0)} %`

const lastScenes = ({ compiled: { play }, resolved, ids }: VariantSubject): ReadonlySet<string> =>
  new Set(Object.keys(resolved.scenes).filter((id) => nextPlaces(sceneOf(play, { scene: ids('scene', id) })).includes(END)))

function* genuineReports(variant: VariantSubject): Generator<Hit> {
  if (variant.name !== 'genuine' || variant.tutorial) return
  const last = lastScenes(variant)
  for (const [id, { report }] of Object.entries(variant.resolved.scenes)) {
    const path: Path = ['scenes', id, 'report', 'worth']
    if (last.has(id) && report.worth > 0)
      yield { path, message: 'at the end a genuine scenario is clean, and nobody would report it: make it 0' }
    else if (report.worth > 1)
      yield { path, message: 'in the genuine variant nothing is worth 2 to a security officer: make it 1, or 0 once it is clean' }
  }
}

/** The learner can still report after the last act, so that report has to repair it. */
function* lastActs(variant: VariantSubject): Generator<Hit> {
  const last = lastScenes(variant)
  for (const { decision, scene, options } of variant.decisions) {
    if (!last.has(scene)) continue
    const repaired = variant.resolved.scenes[scene]!.report.repairs
    for (const { option, path } of options) {
      const { to = [], consequence, critical } = option
      const ends = typeof to === 'string' ? to === END : to.some((route) => route.to === END)
      const id = `${decision.id}.${option.id}`
      if (ends && !consequence) yield { path, message: 'the scenario ends here at once: add a `consequence`, so that one can still report' }
      if (critical && !repaired.includes(id))
        yield { path, message: `nothing repairs this grave act of the last moment: add “${id}” to the \`repairs\` of its \`report\`` }
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
      atoms(guard).some((a) => 'reportedSince' in a || ('fact' in a && a.fact === REPORTED) || ('ever' in a && a.ever === REPORTED)),
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
    id: 'reporting-share',
    severity: 'error',
    about: `in the hostile variant reporting makes at most ${percent(SHARE)} of the range`,
    check: dear,
  }),
  inVariants({
    id: 'report-genuine',
    severity: 'error',
    about: 'a genuine moment is worth at most 1 to a security officer, the last one 0',
    check: genuineReports,
  }),
  inVariants({ id: 'last-act', severity: 'error', about: 'after the last act one can report, and that repairs it', check: lastActs }),
  inVariants({
    id: 'reported-unheard',
    severity: 'error',
    about: `at least ${HEARD} texts before the end read \`reported\``,
    check: unheard,
  }),
  inVariants({ id: 'thankful-replies', severity: 'warning', about: `at most ${THANKS} replies open with thanks`, check: thankful }),
]
