/** Players who do not think: a scenario that one of them can pass teaches nothing. They make no checks. */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Key } from '../play/compile'
import type { Edge } from '../play/graph'
import { type Step, replay } from '../play/journal'
import type { Choices, PlayEvent } from '../play/events'
import { type Decision, type Option, type PlayState, begin, isAct, offered, sceneOf } from '../play/play'
import { type AttemptScore, type Scorer, reward, counted, scoreAttempt } from '../score/attempt'
import { transition } from '../play/transition'

/** Picks one of the options offered by a decision. */
export type Strategy = (decision: Decision, key: Key) => Option

/** Words that make an option sound careful. */
export const CAREFUL_WORDS = [
  'check',
  'verify',
  'ask',
  'security',
  'officer',
  'policy',
  'rule',
  'rules',
  'register',
  'confirm',
  'first',
  'colleague',
  'office',
  'in writing',
]
const CAREFUL = new RegExp(`\\b(?:${CAREFUL_WORDS.join('|')})\\b`, 'giu')
const carefulness = (text: string): number => text.match(CAREFUL)?.length ?? 0

/** The first of the options with the highest `measure`. */
const most =
  (measure: (option: Option) => number): Strategy =>
  ({ options }) =>
    options.reduce((best, option) => (measure(option) > measure(best) ? option : best))

const move =
  (wanted: 'tell' | 'ignore'): Strategy =>
  ({ id, options }, key) =>
    options.find((o) => key.options[id]![o.id]!.move === wanted) ?? options[0]!

export const STRATEGIES = {
  longest: most((o) => o.text.length),
  shortest: most((o) => -o.text.length),
  first: ({ options }) => options[0]!,
  last: ({ options }) => options.at(-1)!,
  careful: most((o) => carefulness(o.text)),
  tell: move('tell'),
  ignore: move('ignore'),
} satisfies Record<string, Strategy>
export type StrategyName = keyof typeof STRATEGIES

/** Every option is equally likely; the same seed gives the same play. */
export function randomStrategy(seed: number): Strategy {
  const random = xoroshiro128plus(seed)
  return ({ options }) => options[uniformInt(random, 0, options.length - 1)]!
}

const ENDLESS = 10_000

/** Plays a strategy from the first scene to the judgement. @throws if a state offers nothing, or the story never ends. */
export function playBlind({ play, key }: Pick<Scorer, 'play' | 'key'>, strategy: Strategy): PlayEvent[] {
  const events: PlayEvent[] = []
  let state: PlayState = begin(play)
  while (state.phase !== 'debrief') {
    const event = nextEvent(state, () => choose(offered(sceneOf(play, state), state), key, strategy))
    const result = transition(play, state, event)
    if (!result.ok || events.length > ENDLESS) throw new Error(`the scene ${state.scene} leads nowhere: run the inspection first`)
    events.push(event)
    state = result.state
  }
  return events
}

function nextEvent({ phase }: PlayState, choices: () => Choices): PlayEvent {
  if (phase === 'scene') return { type: 'decide', choices: choices() }
  return phase === 'consequence' ? { type: 'continue' } : { type: 'judge', looks: 'approach', sure: 'guessing' }
}

function choose(decisions: Decision[], key: Key, strategy: Strategy): Choices {
  const act = decisions.find(isAct)!
  const option = strategy(act, key)
  const sent = option.sends ? decisions.filter((d) => d !== act) : []
  return Object.fromEntries([...sent.map((d) => [d.id, strategy(d, key).id]), [act.id, option.id]])
}

/** The score of a strategy. */
export function blindScore(scorer: Scorer, strategy: Strategy): AttemptScore {
  return scoreAttempt(scorer, stepsOf(scorer, playBlind(scorer, strategy)))
}
const stepsOf = ({ play }: Scorer, events: PlayEvent[]): Step[] => replay(play, events).steps

/** Mean credited score and share passed over `plays` random players, seeded 1, 2, 3 … */
export function randomScore(scorer: Scorer, plays = 1000): { credited: number; passed: number } {
  let credited = 0
  let passed = 0
  for (let seed = 1; seed <= plays; seed++) {
    const score = blindScore(scorer, randomStrategy(seed))
    credited += score.credited
    passed += score.passed ? 1 : 0
  }
  return { credited: credited / plays, passed: passed / plays }
}

/** The best possible play, checks included: the path through the graph with the most points. Its score is 1 by definition. */
export function bestScore(scorer: Scorer): AttemptScore {
  const { graph, key, values } = scorer
  const events: PlayEvent[] = []
  for (let at: string | undefined = graph.start; at !== undefined && graph.nodes.has(at); ) {
    const edge: Edge = graph.nodes.get(at)!.edges.reduce((best, next) => (worth(next) > worth(best) ? next : best))
    events.push(...edge.checks.map((check): PlayEvent => ({ type: 'check', check })), { type: 'decide', choices: edge.choices })
    at = edge.to
  }
  return scoreAttempt(scorer, stepsOf(scorer, withContinues(scorer, events)))

  function worth({ choices, submission, to }: Edge): number {
    return reward(key, counted(choices, submission)) + (values.get(to)?.hi ?? 0)
  }
}

/** Adds the steps between submissions and at the end. */
function withContinues({ play }: Scorer, events: PlayEvent[]): PlayEvent[] {
  const all: PlayEvent[] = []
  let state = begin(play)
  const add = (event: PlayEvent) => {
    const result = transition(play, state, event)
    if (!result.ok) throw new Error(`${event.type} was refused: ${result.reason}`)
    all.push(event)
    state = result.state
  }
  for (const event of events) {
    add(event)
    if (state.phase === 'consequence') add({ type: 'continue' })
  }
  if (state.phase === 'judgement') add({ type: 'judge', looks: 'approach', sure: 'guessing' })
  return all
}
