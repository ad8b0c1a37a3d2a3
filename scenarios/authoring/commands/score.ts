/** `score ID --variant N --choices a,b,c [--report all|none|SCENES] [--check …] [--seed n] [--json]`: plays a path and scores it. */
import { endingOf } from '../../engine/debrief/debrief'
import { type Step, replay } from '../../engine/play/journal'
import { argumentsOf, drawNames } from '../../engine/play/names'
import { format } from '../../engine/play/staging'
import { type AttemptScore, scoreAttempt, worthOfReporting } from '../../engine/score/attempt'
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
      return reportOf(one, variant, steps, scoreAttempt(variant.scorer, steps), seed)
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
  steps: readonly Step[],
  scored: AttemptScore,
  seed: number,
) {
  const { key, play } = variant.compiled
  const named = (id: string) => names.get(id)!
  const people = drawNames(pool, Object.keys(scenario.cast), seed)
  const args = argumentsOf(variant.resolved.values, people)
  const end = steps.at(-1)!.after
  const ending = endingOf(key, end)
  const { raw, credited, recovery, final, passed, silent } = scored
  return {
    file,
    variant: variant.name,
    seed,
    names: Object.fromEntries(Object.entries(people).map(([id, { given, family }]) => [id, `${given} ${family}`])),
    submissions: scored.submissions.map(({ at, counted, loss, reported }) => ({
      scene: named(at.scene),
      title: format(play.scenes[at.scene]!.title, args, 'en'),
      checks: at.checks.filter((id) => play.scenes[at.scene]!.checks.some((c) => c.id === id)).map(named),
      counted: counted.map(([, option]) => named(option)),
      loss,
      reported,
      unreported: reported ? 0 : worthOfReporting(key, at.scene),
    })),
    ending: { id: named(ending), title: format(key.endings[ending]!.title, args, 'en') },
    raw,
    recovery,
    credited,
    final,
    passed,
    silent,
    unrepairedCritical: scored.unrepairedCritical.map((pair) => named(pair.split('.')[1]!)),
  }
}

function inWords(report: ReturnType<typeof reportOf>): string {
  const { file, variant, submissions, ending, raw, recovery, credited, final, passed, silent, unrepairedCritical } = report
  const n = (x: number) => String(Number(x.toFixed(2)))
  const recovered = recovery === null ? '' : `, recovery ${n(recovery)}`
  return [
    `${file}, ${variant}`,
    ...submissions.map(({ scene, checks, counted, loss, reported, unreported }, i) => {
      const did = [...checks.map((id) => `check ${id}`), ...counted, ...(reported ? ['reported'] : [])].join(', ')
      const lost = [...(loss > 0 ? [`lost ${n(loss)}`] : []), ...(unreported > 0 ? [`not reported: ${n(unreported)}`] : [])]
      return `  ${String(i + 1).padStart(2)} ${scene}: ${[did, ...lost].join('; ')}`
    }),
    `  ends in ${ending.id}: ${ending.title}`,
    `  credited ${n(credited)} (raw ${n(raw)}${recovered}), final ${n(final)}: ${passed ? 'pass' : 'no pass'}`,
    ...(silent ? ['  did not report an approach, which caps it'] : []),
    ...(unrepairedCritical.length > 0 ? [`  critical and not repaired: ${unrepairedCritical.join(', ')}`] : []),
  ].join('\n')
}
