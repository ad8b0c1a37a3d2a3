import { submissionsOf } from '@/scenarios/engine/play/graph'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Play, begin, checkOffer, sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import { transition } from '@/scenarios/engine/play/transition'

export function randomOf(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
}

/** Valid events, one after the other: flags set and removed, now and then a check or a decision. No scenario ends before four. */
function* events(play: Play, random: () => number): Generator<PlayEvent, never> {
  for (let state = begin(play); ; ) {
    const scene = sceneOf(play, state)
    const segments = shownSegments(scene, state)
    const { id } = segments[Math.floor(random() * segments.length)]!
    const check = scene.checks.find((c) => checkOffer(play, state, c) === 'offered')
    const choices = submissionsOf(scene, state).next().value
    const luck = random()
    const event: PlayEvent =
      state.phase === 'consequence'
        ? { type: 'continue' }
        : luck < 0.1 && check
          ? { type: 'check', check: check.id }
          : luck < 0.2 && state.submissions < 3 && choices
            ? { type: 'decide', choices }
            : { type: state.flags.includes(id) ? 'unflag' : 'flag', segment: id }
    const result = transition(play, state, event)
    if (!result.ok) throw new Error(`${JSON.stringify(event)} was refused: ${result.reason}`)
    state = result.state
    yield event
  }
}

export class Learner {
  attempt: string | null = null
  readonly played: PlayEvent[] = []
  acknowledged = 0
  /** The most that the server may have: acknowledged events, and those sent without a response. */
  sent = 0
  waiting = false
  private cookie = ''
  private journey: Generator<PlayEvent, never> | null = null

  constructor(
    private readonly scenario: string,
    private readonly random: () => number,
  ) {}

  /** Plays until the server stops answering. @throws if it answers with anything but success */
  async playOn(url: string, playOf: (attempt: string) => Promise<Play>, appends = Number.POSITIVE_INFINITY): Promise<void> {
    for (let n = 0; n < appends; n++) {
      const goesOn = this.journey ? await this.append(url) : await this.start(url, playOf)
      if (!goesOn) return
    }
  }

  private async start(url: string, playOf: (attempt: string) => Promise<Play>): Promise<boolean> {
    const response = await this.post(`${url}/en/learn/${this.scenario}/start`)
    if (!response) return false
    const attempt = response.headers.get('location')?.split('/').at(-1)
    if (response.status !== 303 || !attempt) throw new Error(`start: ${response.status}`)
    this.cookie = response.headers.get('set-cookie')!.split(';')[0]!
    this.attempt = attempt
    this.journey = events(await playOf(attempt), this.random)
    return true
  }

  private async append(url: string): Promise<boolean> {
    // What was sent without a response is sent again unchanged.
    if (this.sent === this.acknowledged) {
      this.sent += 1 + Math.floor(this.random() * 3)
      while (this.played.length < this.sent) this.played.push(this.journey!.next().value)
    }
    const body = JSON.stringify({ seq: this.acknowledged, events: this.played.slice(this.acknowledged, this.sent) })
    const response = await this.post(`${url}/en/learn/attempts/${this.attempt}/events`, body)
    if (!response) return false
    if (!response.ok) throw new Error(`append: ${response.status} ${await response.text()}`)
    this.acknowledged = this.sent
    return true
  }

  private async post(url: string, body?: string): Promise<Response | null> {
    this.waiting = true
    try {
      const headers = { cookie: this.cookie, accept: 'application/json', ...(body && { 'content-type': 'application/json' }) }
      const response = await fetch(url, { method: 'POST', redirect: 'manual', headers, body, signal: AbortSignal.timeout(30_000) })
      this.waiting = false
      // The connection is free for the next request once the body is read.
      return new Response(
        await response.text().catch(() => null),
        response.status === 303 ? { status: 303, headers: response.headers } : response,
      )
    } catch (error) {
      if ((error as Error).name === 'TimeoutError') throw error
      return null
    }
  }
}
