/** SCORM 2004, 4th edition: separate completion and success, ids as answers, times in ISO 8601. */
import type { Interaction, Runtime } from '../runtime'
import { type Standard, scormRuntime } from './scorm'
import { duration, line, named, numberIn, percent, scaled, timestamp } from './scorm-values'
import type { Entry } from './scorm-writer'

const COMPLETION = 'cmi.completion_status'
const SUCCESS = 'cmi.success_status'
const UNBEGUN: readonly (string | null)[] = [null, '', 'not attempted', 'unknown']
const PASSED: Record<string, boolean> = { passed: true, failed: false }
const SHARE = [0, 1] as const
/** The standard allows negative measures, but we send none. */
const MEASURE = [-1, 1] as const
const DESCRIPTION = 250

const SCORM2004: Standard = {
  dialect: {
    name: 'API_1484_11',
    begin: 'Initialize',
    end: 'Terminate',
    get: 'GetValue',
    set: 'SetValue',
    commit: 'Commit',
    error: 'GetLastError',
    errorText: 'GetErrorString',
    diagnostic: 'GetDiagnostic',
    // Nothing at this index; no such element; not implemented; no value yet; write only.
    absent: [301, 401, 402, 403, 405],
    begun: 103,
  },
  room: 64_000,
  learner: 'cmi.learner_id',
  mode: 'cmi.mode',
  outcome(read) {
    const passed = PASSED[read(SUCCESS) ?? ''] ?? null
    if (passed === null && read(COMPLETION) !== 'completed') return null
    return { passed, score: numberIn(read('cmi.score.scaled'), SHARE) ?? 0 }
  },
  mastery(read) {
    const least = numberIn(read('cmi.scaled_passing_score'), MEASURE)
    return least === null ? null : Math.max(0, least)
  },
  unlike: null,
  begun: (read) => (UNBEGUN.includes(read(COMPLETION)) ? [[COMPLETION, 'incomplete']] : []),
  looked: () => [],
  time: (seconds) => ['cmi.session_time', duration(seconds)],
  // Suspend at the end too. With `normal`, the next launch would find neither the journal for its debrief nor the result.
  exit: () => ['cmi.exit', 'suspend'],
  // The type comes before the answers, because it decides how they are read.
  interaction: ({ id, name, text, options, chosen, best, at, latency }) => {
    const short = (option: string) => named(option, options.find((o) => o.id === option)?.name ?? '')
    return [
      ['id', named(id, name)],
      ['type', 'choice'],
      ['timestamp', timestamp(at)],
      ['description', line(text, DESCRIPTION)],
      ...best.map((option, n) => [`correct_responses.${n}.pattern`, short(option)] as const),
      ['learner_response', short(chosen)],
      ['result', resultOf({ chosen, best })],
      ['latency', duration(latency)],
    ]
  },
  objective: (score) => [...scoreOf('score', score), ['completion_status', 'completed']],
  result: ({ passed, score }) => [
    ...scoreOf('cmi.score', score),
    ...(passed === null ? [] : [[SUCCESS, passed ? 'passed' : 'failed'] as const]),
    [COMPLETION, 'completed'],
  ],
  progress: (share) => [['cmi.progress_measure', scaled(share)]],
}

const resultOf = ({ chosen, best }: Pick<Interaction, 'chosen' | 'best'>): string =>
  best.length === 0 ? 'neutral' : best.includes(chosen) ? 'correct' : 'incorrect'

const scoreOf = (element: string, score: number): Entry[] => [
  [`${element}.scaled`, scaled(score)],
  [`${element}.raw`, percent(score)],
  [`${element}.min`, '0'],
  [`${element}.max`, '100'],
]

export const scorm2004Runtime = (from: Window = window): Runtime => scormRuntime(SCORM2004, from)
