/** Many requests for one page at once. An agent and a loop cost the machine less than a package would. */
import { Agent, type OutgoingHttpHeaders, get } from 'node:http'
import { cpuSeconds, since } from './live/process'
import { quantile } from './table'

const CONNECTIONS = 32
const WARM = 3_000
const LASTS = 8_000

interface Answer {
  ms: number
  body: Buffer
}
export interface LoadResult {
  /** kB of the answer as it comes over the wire, gzipped. */
  wire: number
  perSecond: number
  p99: number
  /** Milliseconds of CPU for one answer; null if the system does not report it. Other work on the machine affects it less. */
  cpu: number | null
}

export async function load(address: string, pid: number, headers: OutgoingHttpHeaders = {}): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const ask = () => answerOf(address, agent, headers)
  try {
    await storm(ask, WARM)
    const [before, began] = [cpuSeconds(pid), performance.now()]
    const times = await storm(ask, LASTS)
    const [seconds, cpu] = [(performance.now() - began) / 1000, since(before, cpuSeconds(pid))]
    return {
      wire: await wireOf(address, headers),
      perSecond: times.length / seconds,
      p99: quantile(times, 0.99),
      cpu: cpu && (cpu * 1000) / times.length,
    }
  } finally {
    agent.destroy()
  }
}

async function wireOf(address: string, headers: OutgoingHttpHeaders): Promise<number> {
  const agent = new Agent()
  const { body } = await answerOf(address, agent, headers)
  agent.destroy()
  return body.length / 1000
}

async function storm(ask: () => Promise<Answer>, lasts: number): Promise<number[]> {
  const [until, times] = [performance.now() + lasts, [] as number[]]
  const one = async () => {
    while (performance.now() < until) times.push((await ask()).ms)
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, one))
  return times
}

const answerOf = (address: string, agent: Agent, headers: OutgoingHttpHeaders): Promise<Answer> =>
  new Promise((done, failed) => {
    const began = performance.now()
    get(address, { agent, headers: { ...headers, 'accept-encoding': 'gzip' } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', failed)
      response.on('end', () => {
        if (response.statusCode !== 200) failed(new Error(`${address} answered ${response.statusCode}`))
        else done({ ms: performance.now() - began, body: Buffer.concat(parts) })
      })
    }).on('error', failed)
  })
