/** `score ID --variant N --choices a,b,c [--report all|none|SCENES] [--check …] [--seed n] [--json]`: plays a path and scores it. */
import { replay } from '../../engine/play/journal'
import { argumentsOf, drawNames } from '../../engine/play/names'
import { format } from '../../engine/play/staging'
import { type AttemptScore, type Points, scoreAttempt } from '../../engine/score/attempt'
import { type SideActs, walkChoices, wordsIn } from './choices'
import { type PlayableScenario, type PlayableVariant, playable, playableVariants } from './playable'
import { Misuse, verb } from './verb'

export const score = verb({
  options: {
    variant: { type: 'string' },
    choices: { type: 'string' },
    report: { type: 'string', default: 'none' },
    check: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
  run({ values, words }, workspace) {
    const { choices } = values
    if (!choices) throw new Misuse('say which options are chosen: --choices a,b,c')
    const seed = seedIn(values.seed)
    const one = playable(words, workspace)
    const besides = besidesIn(one, values)
    const reports = playableVariants(one, values.variant).map((variant) => {
      const walked = walkChoices(one.subject, variant.compiled.play, wordsIn(choices), besides)
      if (!walked.ok) throw new Misuse(walked.reason)
      const { steps } = replay(variant.compiled.play, walked.events)
      return reportOf(one, variant, scoreAttempt(variant.compiled, steps), seed)
    })
    workspace.out(values.json ? JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2) : reports.map(inWords).join('\n\n'))
    return 0
  },
})

export function seedIn(word: string): number {
  const seed = Number(word)
  if (!Number.isSafeInteger(seed)) throw new Misuse(`--seed must be a whole number, not ${word}`)
  return seed
}

/** @throws Misuse on an unknown check or scene */
export function besidesIn({ scenario: { scenes } }: PlayableScenario, { report, check }: { report: string; check: string }): SideActs {
  const checks = wordsIn(check)
  const known = Object.values(scenes).flatMap((s) => s.checks.map((c) => c.id))
  const unknown = checks.find((id) => !known.includes(id))
  if (unknown) throw new Misuse(`no check is called “${unknown}”: there are ${known.join(', ')}`)
  if (report === 'all') return { checks, reports: 'all' }
  const reports = report === 'none' ? [] : wordsIn(report)
  const nowhere = reports.find((id) => !Object.hasOwn(scenes, id))
  if (nowhere) throw new Misuse(`no scene is called “${nowhere}”: --report is all, none or some of ${Object.keys(scenes).join(', ')}`)
  return { checks, reports }
}

function reportOf(
  { file, scenario, pool, subject: { names } }: PlayableScenario,
  variant: PlayableVariant,
  scored: AttemptScore,
  seed: number,
) {
  const { key, play } = variant.compiled
  const named = (id: string) => names.get(id)!
  const people = drawNames(pool, Object.keys(scenario.cast), seed)
  const args = argumentsOf(variant.resolved.values, people)
  const { outcome, earned, possible, result } = scored
  return {
    file,
    variant: variant.name,
    seed,
    names: Object.fromEntries(Object.entries(people).map(([id, { given, family }]) => [id, `${given} ${family}`])),
    submissions: scored.submissions.map(({ at, decisions, report, reported }) => ({
      scene: named(at.scene),
      title: format(play.scenes[at.scene]!.title, args, 'en'),
      checks: at.checks.filter((id) => play.scenes[at.scene]!.checks.some((c) => c.id === id)).map(named),
      decisions: decisions.map(({ option, earned, possible, best }) => ({
        option: named(option),
        earned,
        possible,
        best: best.map(named),
      })),
      reported,
      report,
    })),
    outcome,
    ending: format(key.endings[outcome]!.title, args, 'en'),
    earned,
    possible,
    result,
  }
}

const of = ({ earned, possible }: Points): string => `${earned} of ${possible}`

function inWords(report: ReturnType<typeof reportOf>): string {
  const { file, variant, submissions, outcome, ending, result } = report
  return [
    `${file}, ${variant}`,
    ...submissions.map(({ scene, checks, decisions, report: worth, reported }, i) => {
      const did = [
        ...checks.map((id) => `check ${id}`),
        ...decisions.map((d) => (d.possible > 0 ? `${d.option} (${of(d)})` : d.option)),
        ...(worth ? [`${reported ? 'reported' : 'not reported'} (${of(worth)})`] : reported ? ['reported'] : []),
      ]
      return `  ${String(i + 1).padStart(2)} ${scene}: ${did.join(', ')}`
    }),
    `  ${outcome}: ${ending}`,
    `  ${of(report)} points, result ${result}`,
  ].join('\n')
}
