import 'server-only'
import { AsyncResource } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'
import { performance } from 'node:perf_hooks'

/**
 * Node accepts one connection in a turn of the event loop, so what is answered in the same turn keeps everyone waiting who connects.
 * Connections come first, then requests one at a time, next from the lane that has taken the least time. While those under way only wait
 * for something, others begin.
 */
const LIMITS = {
  /** Milliseconds that requests wait while connections arrive, because a flood of them must not stop everything. */
  connectionsFirst: 50,
  /** Milliseconds without work for the loop, after which requests under way count as waiting. */
  idle: 4,
  /** Requests that are brief and begin in one turn. */
  together: 16,
  /** Requests of one lane that may be under way, and that may wait. */
  atOnce: 12,
  waiting: 3_000,
}
/** Milliseconds that a brief request takes at least. */
const BRIEF = 0.1
/** A request arrives one turn after its connection. */
const TURNS_TO_ASK = 2

interface Lane {
  /** Milliseconds that its requests have taken. */
  taken: number
  going: number
  /** Oldest first. */
  waiting: Set<Waiting>
}
interface Waiting {
  isBrief: boolean
  start(): void
}
/** Pages are made one at a time. `brief`: takes little, and may wait long for others, as answers of a room are stored together. */
type Length = 'page' | 'brief'
export interface FairQueue {
  connected(): void
  /**
   * Calls `answer` in its turn, or never if the client leaves before. A page needs an `ObservedResponse`.
   * @returns false if too many wait in this lane already
   */
  enqueue(lane: string, response: ServerResponse, answer: () => void, length?: Length): boolean
}

export function createFairQueue(given: Partial<typeof LIMITS> = {}): FairQueue {
  const limits = { ...LIMITS, ...given }
  const lanes = new Map<string, Lane>()
  const loop = watchLoop()
  let quietTurns = TURNS_TO_ASK
  let lookingSince: number | null = null
  let isChecking = false
  let going = 0
  /** What the lane whose turn it was last had taken. New lanes start there, because time in which they asked for nothing gives no credit. */
  let clock = 0

  function look(): void {
    if (lookingSince !== null) return
    lookingSince = performance.now()
    setImmediate(turn)
  }
  function turn(): void {
    if (quietTurns++ < TURNS_TO_ASK && performance.now() - lookingSince! < limits.connectionsFirst) {
      setImmediate(turn)
      return
    }
    lookingSince = null
    const lane = nextLane()
    if (!lane) return
    if (going > 0 && loop.idle() < limits.idle) {
      checkAgain()
      return
    }
    loop.mark()
    const [next] = lane.waiting
    if (next!.isBrief) startTogether()
    else start(lane, next!)
    look()
  }
  function start(lane: Lane, next: Waiting): void {
    clock = Math.max(clock, lane.taken)
    next.start()
  }
  /** What they do after they first wait for something belongs to this turn as well, and they share its time. */
  function startTogether(): void {
    const before = loop.active()
    const begun: Lane[] = []
    while (begun.length < limits.together) {
      const lane = nextLane()
      const [next] = lane?.waiting ?? []
      if (!next?.isBrief) break
      begun.push(lane!)
      start(lane!, next)
      // So that the next is another lane's, if one waits.
      lane!.taken += BRIEF
    }
    setImmediate(() => {
      const rest = (loop.active() - before) / begun.length - BRIEF
      for (const lane of begun) lane.taken += Math.max(0, rest)
    })
  }
  function checkAgain(): void {
    if (isChecking) return
    isChecking = true
    setTimeout(() => {
      isChecking = false
      look()
    }, limits.idle)
  }
  function nextLane(): Lane | undefined {
    const ready = [...lanes.values()].filter((lane) => lane.waiting.size > 0 && lane.going < limits.atOnce)
    return ready.reduce<Lane | undefined>((least, lane) => (least && least.taken <= lane.taken ? least : lane), undefined)
  }

  function occupy(lane: Lane, response: ServerResponse, leave: () => void): void {
    const before = loop.active()
    lane.going++
    going++
    onceBegun(response, () => {
      lane.taken += loop.active() - before
      lane.going--
      going--
      leave()
      look()
    })
  }

  function enqueue(name: string, response: ServerResponse, answer: () => void, length: Length = 'page'): boolean {
    if (response.destroyed) return true
    const lane = lanes.get(name) ?? { taken: clock, going: 0, waiting: new Set() }
    if (lane.waiting.size >= limits.waiting) return false
    lanes.set(name, lane)
    // The turn of a request is often called by what another one does, whose launch or sign-in it must not take for its own.
    const itself = new AsyncResource('request')
    const waiting: Waiting = { isBrief: length === 'brief', start }
    const leave = () => {
      lane.waiting.delete(waiting)
      if (lane.going + lane.waiting.size === 0) lanes.delete(name)
    }
    function start(): void {
      response.off('close', leave)
      lane.waiting.delete(waiting)
      // Has hung up. Its `close` comes some turns later, and in a flood of those who do so each page would be made for nobody.
      if (response.req.socket.readableEnded) {
        leave()
        return
      }
      if (length === 'brief') leave()
      else occupy(lane, response, leave)
      itself.runInAsyncScope(answer)
    }
    lane.waiting.add(waiting)
    response.on('close', leave)
    look()
    return true
  }
  return {
    connected() {
      quietTurns = 0
    },
    enqueue,
  }
}

/** Milliseconds that the event loop has worked, and that it has been idle since the mark. */
function watchLoop() {
  let mark = performance.eventLoopUtilization()
  return {
    mark: () => {
      mark = performance.eventLoopUtilization()
    },
    idle: () => performance.eventLoopUtilization().idle - mark.idle,
    active: () => performance.eventLoopUtilization().active,
  }
}

/** Milliseconds for which a page is still being made after its client has left. */
const ABANDONED = 100
/** A page needs the loop until its first bytes are sent, as far as one can tell. A slow reader does not hold up others. */
function onceBegun(response: ServerResponse, callBack: () => void): void {
  const abandoned = () => {
    response.off('begun', begun)
    setTimeout(callBack, ABANDONED)
  }
  const begun = () => {
    response.off('close', abandoned)
    callBack()
  }
  response.once('begun', begun).once('close', abandoned)
}
