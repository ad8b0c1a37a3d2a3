/** A participant's phone as a light program, so that thousands fit. */
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { backoff } from '@/components/live/shared/backoff'
import type { Answer, Ballot } from '@/scenarios/engine/live/ballot'
import { RATINGS } from '@/scenarios/engine/play/events'
import type { QuestionView } from '@/scenarios/engine/live/view'
import { Wire, openEvents } from './wire'

export interface PhoneOptions {
  /** Read for each request. */
  port: () => number
  session: { id: string; code: string }
  /** In [0, 1). */
  random?: () => number
}

export class Phone {
  cookie = ''
  /** The version of its newest view; −1 before the first. */
  version = -1
  /** When it got that view, by `performance.now()`. */
  sawAt = 0
  bytes = 0
  live = false
  gone: string | null = null
  opened = 0
  private readonly wire: Wire
  private readonly random: () => number
  private stream: Socket | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private retries = 0
  private over = false
  private shown: (() => void) | null = null

  constructor(private readonly options: PhoneOptions) {
    this.wire = new Wire(options.port)
    this.random = options.random ?? Math.random
  }

  async join(): Promise<void> {
    const { code, id } = this.options.session
    const reply = await this.wire.ask('POST', '/en/j', {
      cookie: this.cookie,
      type: 'application/x-www-form-urlencoded',
      body: `code=${code}`,
    })
    if (reply.status !== 303 || !new RegExp(`\\nlocation: *\\S+/live/${id}\\r`, 'i').test(`${reply.head}\r`))
      throw new Error(`not let in: ${reply.head}`)
    this.cookie = /\nset-cookie: *([^;\r]+)/i.exec(reply.head)?.[1] ?? this.cookie
  }

  async load(): Promise<number> {
    const reply = await this.wire.ask('GET', `/en/live/${this.options.session.id}`, { cookie: this.cookie })
    if (reply.status !== 200) throw new Error(`no page: ${reply.status}`)
    return reply.body.length
  }

  /** Its stream reconnects by itself, like a browser's. Resolves with the first view. */
  watch(): Promise<void> {
    return new Promise((resolve) => {
      this.shown = resolve
      this.open()
    })
  }

  private open() {
    this.opened++
    this.stream = openEvents(
      this.options.port(),
      `/en/live/${this.options.session.id}/stream?as=participant`,
      this.cookie,
      (name, id, data) => {
        this.retries = 0
        if (name === 'gone') {
          this.gone = (JSON.parse(data) as { reason: string }).reason
          this.close()
        }
        if (name !== 'view') return
        this.version = id!
        this.sawAt = performance.now()
        this.bytes = data.length
        this.live = true
        this.shown?.()
        this.shown = null
      },
      () => {
        this.live = false
        if (!this.over) this.timer = setTimeout(() => this.open(), backoff(this.retries++, this.random()))
      },
    )
  }

  /** Repeats it until the server says what became of it. @returns `taken`, or why not */
  async answer(sent: Answer): Promise<string> {
    const body = JSON.stringify(sent)
    for (let retry = 0; ; retry++) {
      const reply = await this.wire
        .ask('POST', `/en/live/${this.options.session.id}/answers`, { cookie: this.cookie, body })
        .catch(() => null)
      if (reply?.status === 200) return 'taken'
      if (reply?.status === 409 || reply?.status === 403) return /"reason":"([\w-]+)"/.exec(reply.body)?.[1] ?? String(reply.status)
      if (this.over) return 'stopped'
      await pause(backoff(retry, this.random()))
    }
  }

  stall(stalled: boolean) {
    if (stalled) this.stream?.pause()
    else this.stream?.resume()
  }

  close() {
    this.over = true
    clearTimeout(this.timer)
    this.stream?.destroy()
    this.wire.close()
  }
}

/** @param lot in [0, 1): below 0.6 the first option, so that there is a majority, and a report */
export function ballotFor(question: QuestionView, lot: number): Ballot {
  const of = <T>(options: readonly T[]): T => options[lot < 0.6 ? 0 : Math.floor(((lot - 0.6) / 0.4) * options.length)]!
  switch (question.kind) {
    case 'check':
      return { kind: 'check', check: of(question.checks).id }
    case 'judge':
      return { kind: 'judge', looks: of(question.looks) }
    case 'word':
      return { kind: 'word', choices: Object.fromEntries(question.sentences.map(({ id, options }) => [id, of(options).id])) }
    case 'decide': {
      const { act, rating } = question
      const also = { ...(lot < 0.6 && { reported: true as const }), ...(rating && { rating: of(RATINGS) }) }
      return { kind: 'decide', choices: { [act.id]: of(act.options).id }, ...also }
    }
  }
}
