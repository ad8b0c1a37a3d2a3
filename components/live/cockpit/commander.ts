/** Sends one command at a time, with the version on the screen. */
import type { AskedCommand, CommandMessage } from '@/scenarios/engine/live/schema'
import { observable } from '../../play/observable'
import type { PostResult } from './post'

export interface Problem {
  /** `behind`: carried out, but this screen has not received it. */
  reason: Extract<PostResult, { ok: false }>['reason'] | 'behind'
  tied: string[]
}
export interface CommanderState {
  busy: boolean
  problem: Problem | null
}
export interface Commander {
  /** Does nothing while another command is in flight. */
  send(command: AskedCommand): void
  /** To be called when a version is on the screen. */
  saw(version: number): void
  dismiss(): void
  subscribe(listener: () => void): () => void
  read(): CommanderState
}

/** A second press within this time is a bounce of the first, however fast the server was. */
const BOUNCE = 400
/** How long the screen may take to follow. */
const PATIENCE = 5000

/** Times are in milliseconds. */
export function createCommander(
  post: (message: CommandMessage) => Promise<PostResult>,
  version: number,
  { bounce = BOUNCE, patience = PATIENCE } = {},
): Commander {
  const state = observable<CommanderState>({ busy: false, problem: null })
  let shown = version
  /** While a command is in flight: the version that the screen has to reach. */
  let awaited: number | null = null
  /** The version at which a command got no response. */
  let doubtful: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let resting: Promise<void> = Promise.resolve()
  const end = (problem: Problem | null) => {
    clearTimeout(timer)
    awaited = null
    void resting.then(() => state.set({ busy: false, problem }))
  }

  const dismiss = () => state.set({ ...state.read(), problem: null })

  function answered(at: number, answer: PostResult) {
    if (answer.ok) {
      doubtful = null
      awaited = (answer.body as { version?: number } | null)?.version ?? at + 1
      if (shown >= awaited) return end(null)
      timer = setTimeout(() => end({ reason: 'behind', tied: [] }), patience)
      return
    }
    // The first attempt was carried out: no other cockpit was faster.
    if (answer.reason === 'moved-on' && doubtful === at) return end(null)
    doubtful = answer.reason === 'unreachable' ? at : null
    end({ reason: answer.reason, tied: answer.tied ?? [] })
  }

  return {
    send(command) {
      if (state.read().busy) return
      const at = shown
      state.set({ busy: true, problem: null })
      resting = new Promise((resolve) => setTimeout(resolve, bounce))
      void post({ version: at, command }).then((answer) => answered(at, answer))
    },
    saw(version) {
      shown = version
      if (awaited !== null) {
        if (version >= awaited) end(null)
        return
      }
      const { problem } = state.read()
      if (problem && ['unreachable', 'behind'].includes(problem.reason) && version !== doubtful) dismiss()
    },
    dismiss,
    subscribe: state.subscribe,
    read: state.read,
  }
}
