/** SCORM 1.2: one status for completion and success, and interactions that can be written but not read. */
import { type Interaction, type Runtime, timeless } from '../runtime'
import { type Standard, scormRuntime } from './scorm'
import { named, numberIn, percent, timeOfDay, timespan } from './scorm-values'
import type { Entry } from './scorm-writer'

const STATUS = 'cmi.core.lesson_status'
const UNKNOWN: readonly (string | null)[] = [null, '', 'not attempted', 'unknown']
const UNBEGUN: readonly (string | null)[] = [...UNKNOWN, 'browsed']
const PASSED: Record<string, boolean | null> = { passed: true, failed: false, completed: null }
const PERCENT = [0, 100] as const

const SCORM12: Standard = {
  dialect: {
    name: 'API',
    begin: 'LMSInitialize',
    end: 'LMSFinish',
    get: 'LMSGetValue',
    set: 'LMSSetValue',
    commit: 'LMSCommit',
    error: 'LMSGetLastError',
    errorText: 'LMSGetErrorString',
    diagnostic: 'LMSGetDiagnostic',
    // No such element, no children, no list; not implemented; write only.
    absent: [201, 202, 203, 401, 404],
    begun: 101,
  },
  room: 4_096,
  learner: 'cmi.core.student_id',
  mode: 'cmi.core.lesson_mode',
  outcome(read) {
    const passed = PASSED[read(STATUS) ?? '']
    return passed === undefined ? null : { passed, score: (numberIn(read('cmi.core.score.raw'), PERCENT) ?? 0) / 100 }
  },
  mastery(read) {
    const mastery = numberIn(read('cmi.student_data.mastery_score'), PERCENT)
    return mastery === null ? null : mastery / 100
  },
  unlike,
  begun: (read) => (UNBEGUN.includes(read(STATUS)) ? [[STATUS, 'incomplete']] : []),
  // If a preview ends without a status, an LMS may call it completed and never let the learner begin.
  looked: (read) => (UNKNOWN.includes(read(STATUS)) ? [[STATUS, 'browsed']] : []),
  time: (seconds) => ['cmi.core.session_time', timespan(seconds)],
  exit: (isOver) => ['cmi.core.exit', isOver ? '' : 'suspend'],
  // A choice would be answered by a single letter, which says nothing in a report. A performance is answered in words.
  interaction: ({ id, name, options, chosen, best, at, latency }) => {
    const words = (option: string) => named(option, options.find((o) => o.id === option)?.name ?? '')
    return [
      ['id', named(id, name)],
      ['type', 'performance'],
      ['time', timeOfDay(at)],
      ...best.map((option, n): Entry => [`correct_responses.${n}.pattern`, words(option)]),
      ['student_response', words(chosen)],
      ['result', resultOf({ chosen, best })],
      ['latency', timespan(latency)],
    ]
  },
  objective: (score) => [...scoreOf('score', score), ['status', 'completed']],
  // The score comes first, because Moodle grades a status without a score with 0.
  result: ({ passed, score }) => [
    ...scoreOf('cmi.core.score', score),
    [STATUS, passed === null ? 'completed' : passed ? 'passed' : 'failed'],
  ],
  progress: () => [],
}

const resultOf = ({ chosen, best }: Pick<Interaction, 'chosen' | 'best'>): string =>
  best.length === 0 ? 'neutral' : best.includes(chosen) ? 'correct' : 'wrong'

const SCORE = /\.score\.(raw|min|max)$/
const UNLIKE: Record<string, string> = {
  ...{ incomplete: 'browsed', browsed: 'incomplete', passed: 'incomplete', failed: 'incomplete', completed: 'incomplete' },
  ...{ suspend: '', '': 'suspend', performance: 'fill-in', correct: 'neutral', wrong: 'neutral', neutral: 'correct' },
}
/** If the page dies before the value itself follows, this one must neither complete nor pass anything, nor lose the learner's place. */
function unlike(element: string, value: string): string {
  if (element === 'cmi.suspend_data') return `${timeless(value)}|${Math.abs(Number(value.slice(value.lastIndexOf('|') + 1)) - 1)}`
  if (SCORE.test(element)) return String(Math.round(Math.abs(Number(value) - 0.01) * 100) / 100)
  return UNLIKE[value] ?? value.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
}

const scoreOf = (element: string, score: number): Entry[] => [
  [`${element}.raw`, percent(score)],
  [`${element}.min`, '0'],
  [`${element}.max`, '100'],
]

export const scorm12Runtime = (from: Window = window): Runtime => scormRuntime(SCORM12, from)
