/** An LMS as strict as the strictest we have measured: scorm-again's data model, and what Moodle 5.1 rejects besides in its strict mode. */
import { Scorm12API, Scorm2004API } from 'scorm-again'
import { type Network, moodleWire } from './moodle-wire'
import { refusedSlot } from './strict-slots'
import { scorm12 as values12, scorm2004 as values2004 } from './strict-values'

export type Standard = 'scorm12' | 'scorm2004'

/** In the order begin, end, get, set, commit, error, text of an error, diagnostic. */
const FUNCTIONS = {
  scorm12: [
    'LMSInitialize',
    'LMSFinish',
    'LMSGetValue',
    'LMSSetValue',
    'LMSCommit',
    'LMSGetLastError',
    'LMSGetErrorString',
    'LMSGetDiagnostic',
  ],
  scorm2004: ['Initialize', 'Terminate', 'GetValue', 'SetValue', 'Commit', 'GetLastError', 'GetErrorString', 'GetDiagnostic'],
} as const
type ApiFunctions = Record<string, (...args: string[]) => string>
/** Errors of a get that are no failure: in SCORM 2004, that there is no value yet. */
const NO_VALUE: Record<Standard, readonly string[]> = { scorm12: ['0'], scorm2004: ['0', '403'] }

export interface Call {
  name: string
  args: string[]
  answer: string
  error: string
}

export interface Course {
  standard: Standard
  /** 0 to 1. In SCORM 2004 it comes with a primary objective, which fills the first slot. */
  mastery: number | null
  mode?: 'normal' | 'review' | 'browse'
  learner?: string
  /** SCORM 1.2 allows an LMS not to keep these lists. */
  lacks?: readonly ('interactions' | 'objectives')[]
}

export interface StrictLms {
  /** @param loadedAt when its page is loaded, in milliseconds since 1970 */
  open(loadedAt?: number): OpenedPackage
  readonly stored: Record<string, string>
  readonly calls: Call[]
  readonly rejected: Call[]
}
export interface OpenedPackage {
  window: Window
  /** Nothing arrives from now on: a page that goes away loses what it sends. */
  cut(): void
  fails(when: (name: string, args: readonly string[]) => boolean): void
  network(is: Network): void
  hides(isHidden: boolean): void
  /** Loads the package again, in the same page of the LMS. Only in SCORM 1.2, because in 2004 Moodle's script is then over. */
  reload(): void
}

export function strictLms(course: Course): StrictLms {
  const stored: Record<string, string> = {}
  const calls: Call[] = []
  const rejected: Call[] = []
  return {
    open: (loadedAt = Number.POSITIVE_INFINITY) => session(course, { stored, calls, rejected, loadedAt }),
    ...{ stored, calls, rejected },
  }
}

interface Memory extends Pick<StrictLms, 'stored' | 'calls' | 'rejected'> {
  loadedAt: number
}
function session(course: Course, { stored, calls, rejected, loadedAt }: Memory): OpenedPackage {
  const { standard } = course
  const [begin, end, get, set, commit, error, text, diagnostic] = FUNCTIONS[standard]
  const loaded = loadedBy(course, stored)
  let model = modelOf(standard, loaded)
  let written: Record<string, string> = {}
  let own = '0'
  let isCut = false
  let isOver = false
  let failing: Parameters<OpenedPackage['fails']>[0] = () => false

  const wire = moodleWire(standard, loaded, (entries) => {
    if (isCut) return
    Object.assign(stored, Object.fromEntries(entries))
    settle(course, stored, isOver)
  })
  /** As a general failure, if its server did not take it. */
  const passed = () => {
    if (wire.pass(written)) return 'true'
    own = '101'
    return 'false'
  }
  const carried = (name: string, args: string[], refusal: string | null, carryOut: () => string): string => {
    own = failing(name, args) ? '101' : (refusal ?? '0')
    const answer = own === '0' ? carryOut() : name === get ? '' : 'false'
    const known = own === '0' ? String(model[error]!()) : own
    own = known
    const call = { name, args, answer, error: known }
    calls.push(call)
    const good = name === get ? NO_VALUE[standard].includes(known) : answer === 'true' && known === '0'
    if (!good) rejected.push(call)
    return answer
  }
  const lacked = (element: string) => (course.lacks ?? []).some((list) => element.startsWith(`cmi.${list}.`))

  const api: ApiFunctions = {
    [begin]: (...args) => carried(begin, args, null, () => model[begin]!(...args)),
    [get]: (element) => carried(get, [element!], lacked(element!) ? '401' : null, () => String(model[get]!(element!))),
    [set]: (element, value) =>
      carried(set, [element!, value!], lacked(element!) ? '401' : refusalOf(standard, element!, value!, { ...loaded, ...written }), () => {
        const answer = model[set]!(element!, value!)
        if (answer === 'true') written[element!] = value!
        return answer
      }),
    [commit]: (...args) =>
      carried(commit, args, null, () => {
        const answer = model[commit]!(...args)
        return answer === 'true' ? passed() : answer
      }),
    [end]: (...args) =>
      carried(end, args, null, () => {
        const answer = model[end]!(...args)
        isOver = true
        return answer === 'true' ? passed() : answer
      }),
    [error]: () => own,
    [text]: (code) => model[text]!(code!),
    [diagnostic]: (code) => model[diagnostic]!(code!),
  }
  const around: Record<string, unknown> = {
    [standard === 'scorm12' ? 'API' : 'API_1484_11']: api,
    performance: { timeOrigin: loadedAt },
    ...wire.window,
  }
  around.parent = around
  return {
    window: { parent: around } as unknown as Window,
    cut: () => {
      isCut = true
    },
    fails: (when) => {
      failing = when
    },
    network: wire.network,
    hides: wire.hides,
    reload() {
      model = modelOf(standard, wire.known())
      written = {}
      isOver = false
    },
  }
}

const OF_A_SESSION = /exit$|session_time$/

/** SCORM 2004 shows nothing again unless the last session was suspended. */
function loadedBy({ standard, mastery, mode = 'normal', learner = 'ada' }: Course, stored: Record<string, string>): Record<string, string> {
  const isSuspended = (stored['cmi.core.exit'] ?? stored['cmi.exit']) === 'suspend'
  const entry = isSuspended ? 'resume' : ''
  const manifest =
    standard === 'scorm12'
      ? {
          ...{ 'cmi.core.lesson_mode': mode, 'cmi.core.entry': entry, 'cmi.core.credit': 'credit', 'cmi.core.student_id': learner },
          ...(mastery !== null && { 'cmi.student_data.mastery_score': String(mastery * 100) }),
        }
      : {
          ...{ 'cmi.mode': mode, 'cmi.entry': entry, 'cmi.credit': 'credit', 'cmi.learner_id': learner },
          ...(mastery !== null && { 'cmi.scaled_passing_score': String(mastery), 'cmi.objectives.0.id': 'PRIMARYOBJ' }),
        }
  const kept = standard === 'scorm12' || isSuspended ? Object.entries(stored).filter(([element]) => !OF_A_SESSION.test(element)) : []
  return { ...manifest, ...Object.fromEntries(kept) }
}

function modelOf(standard: Standard, loaded: Record<string, string>): ApiFunctions {
  const settings = { autocommit: false, logLevel: 5 } as const
  const api = standard === 'scorm12' ? new Scorm12API(settings) : new Scorm2004API(settings)
  api.loadFromFlattenedJSON(loaded)
  return api as unknown as ApiFunctions
}

/** Null if Moodle takes the value. @param there what it holds, by element */
function refusalOf(standard: Standard, element: string, value: string, there: Record<string, string>): string | null {
  const table = standard === 'scorm12' ? values12 : values2004
  const known = table.find(([name]) => name.test(element))
  if (!known) return '401'
  if (!known[1].test(value)) return standard === 'scorm12' ? '405' : '406'
  return refusedSlot(standard, element, value, there)
}

function settle({ standard, mastery, mode = 'normal' }: Course, stored: Record<string, string>, isOver: boolean): void {
  if (standard === 'scorm12') {
    if (!isOver) return
    const [status, raw] = ['cmi.core.lesson_status', 'cmi.core.score.raw'] as const
    // Moodle takes silence for completion, also in a preview, and compares a score with the mastery.
    stored[status] ??= 'completed'
    if (mode === 'normal' && mastery !== null && stored[raw]) stored[status] = Number(stored[raw]) >= mastery * 100 ? 'passed' : 'failed'
    return
  }
  const scaled = stored['cmi.score.scaled']
  if (mode === 'normal' && mastery !== null && scaled) stored['cmi.success_status'] = Number(scaled) >= mastery ? 'passed' : 'failed'
}

/** Of 100. Moodle gives 0 for a completion without a score. */
export const gradeOf = (stored: Record<string, string>): number | null => {
  const isOver = ['completed', 'passed', 'failed'].includes(stored['cmi.core.lesson_status'] ?? stored['cmi.completion_status'] ?? '')
  const raw = stored['cmi.core.score.raw'] ?? stored['cmi.score.raw']
  return isOver ? Number(raw ?? 0) : null
}
