import 'server-only'
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { PURPOSES } from '@/scenarios/engine/play/journal'
import { shared } from './shared'

/** Metrics for monitoring. Labels come from closed lists: no ids, nothing personal. */
export interface Metrics {
  registry: Registry
  requests: Histogram<'method' | 'route' | 'status'>
  answers: Counter
  started: Counter<'purpose'>
  finished: Counter<'purpose'>
  mail: Counter<'outcome'>
  security: Counter<'event'>
}

export const metrics = (): Metrics => shared('metrics', open)

function open(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const counted: Metrics = {
    registry,
    requests: new Histogram({
      name: 'second_look_http_request_seconds',
      help: 'Time to answer a request, streams apart, by the pattern of its address',
      registers,
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    }),
    answers: new Counter({ name: 'second_look_live_answers_total', help: 'Answers in live sessions that were acknowledged', registers }),
    started: new Counter({ name: 'second_look_attempts_started_total', help: 'Attempts begun', registers, labelNames: ['purpose'] }),
    finished: new Counter({
      name: 'second_look_attempts_finished_total',
      help: 'Attempts played to the debrief',
      registers,
      labelNames: ['purpose'],
    }),
    security: new Counter({
      name: 'second_look_security_events_total',
      help: 'Failed sign-ins, lock-outs, and changes of accounts',
      registers,
      labelNames: ['event'],
    }),
    mail: new Counter({
      name: 'second_look_mail_total',
      help: 'Messages handed to the mail server, or not',
      registers,
      labelNames: ['outcome'],
    }),
  }
  // Starts every label at zero, because a rate needs a value to start from.
  for (const purpose of PURPOSES) for (const counter of [counted.started, counted.finished]) counter.inc({ purpose }, 0)
  for (const outcome of ['sent', 'failed']) counted.mail.inc({ outcome }, 0)
  for (const event of ['sign-in.failed', 'sign-in.locked']) counted.security.inc({ event }, 0)
  return counted
}
