/** `score FILE --choices a,b,c [--seed n] [--json]`: plays a path and scores it. */
import { type Step, replay } from '@/scenarios/engine/play/journal'
import { type AttemptScore, scoreAttempt } from '@/scenarios/engine/score/attempt'
import { argumentsOf, drawNames, format } from '@/scenarios/engine/play/stage'
import { authoredIds, walk } from './choices'
import { type Playable, playable } from './playable'
import { Misuse, type Output, oneFile, readWords } from './verb'

export function score(words: string[], { out }: Output): number {
  const { values, positionals } = readWords(words, {
    choices: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  })
  if (!values.choices) throw new Misuse('say which options are chosen: --choices a,b,c')
  const seed = Number(values.seed)
  if (!Number.isSafeInteger(seed)) throw new Misuse(`--seed must be a whole number, not ${values.seed}`)
  const one = playable([oneFile(positionals)])[0]!
  const walked = walk(
    one.scenario,
    one.compiled.play,
    values.choices
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean),
  )
  if (!walked.ok) throw new Misuse(walked.reason)
  const { steps } = replay(one.compiled.play, walked.events)
  const report = reportOf(one, steps, scoreAttempt(one.scorer, steps), seed)
  out(values.json ? JSON.stringify(report, null, 2) : inWords(report))
  return 0
}

function reportOf({ file, scenario, compiled }: Playable, steps: Step[], scored: AttemptScore, seed: number) {
  const names = authoredIds(scenario)
  const named = (id: string) => names.get(id)!
  const people = drawNames(compiled.pool, Object.keys(scenario.cast), seed)
  const args = argumentsOf(scenario.values, people)
  const ending = named(steps.at(-1)!.after.ending!)
  const { raw, credited, recovery, final, passed } = scored
  return {
    file,
    seed,
    names: Object.fromEntries(Object.entries(people).map(([id, { given, family }]) => [id, `${given} ${family}`])),
    submissions: scored.submissions.map(({ at, counted, loss }) => ({
      scene: named(at.scene),
      title: format(scenario.scenes[named(at.scene)]!.title, args, 'en'),
      counted: counted.map(([, option]) => named(option)),
      loss,
    })),
    ending: { id: ending, title: format(scenario.endings[ending]!.title, args, 'en') },
    raw,
    recovery,
    credited,
    final,
    passed,
    unrepairedCritical: scored.unrepairedCritical.map((pair) => named(pair.split('.')[1]!)),
  }
}

function inWords(report: ReturnType<typeof reportOf>): string {
  const { file, seed, names, submissions, ending, raw, recovery, credited, final, passed, unrepairedCritical } = report
  const n = (x: number) => x.toFixed(2)
  const recovered = recovery === null ? '' : `, recovery ${n(recovery)}`
  return [
    `${file}, seed ${seed} (${Object.entries(names)
      .map(([role, name]) => `${role}: ${name}`)
      .join(', ')})`,
    ...submissions.map(
      ({ scene, counted, loss }, i) => `  ${String(i + 1).padStart(2)} ${scene}: ${counted.join(', ')}${loss > 0 ? `, lost ${loss}` : ''}`,
    ),
    `  ends in ${ending.id}: ${ending.title}`,
    `  credited ${n(credited)} (raw ${n(raw)}${recovered}), final ${n(final)}: ${passed ? 'pass' : 'no pass'}`,
    ...(unrepairedCritical.length > 0 ? [`  critical and not repaired: ${unrepairedCritical.join(', ')}`] : []),
  ].join('\n')
}
