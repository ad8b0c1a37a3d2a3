/**
 * An LMS for browsers that passes on what a package writes as Moodle 5.1 does (`mod/scorm/request.js`, `mod/scorm/datamodels`): by a
 * request that the page waits for, or by a beacon if that fails or the page is hidden; in SCORM 1.2 only what has changed since it last
 * tried. Its session can end, and signing in clears `localStorage`.
 */
import { readFileSync } from 'node:fs'
import { type IncomingMessage, type Server, createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { type UnpackedPackage, typeOf } from './package'
import type { Standard } from './strict-lms'

const LIBRARY = createRequire(import.meta.url)
const NAMES = {
  scorm12: { model: 'Scorm12API', place: 'API', set: 'LMSSetValue', keeping: ['LMSCommit', 'LMSFinish'], error: 'LMSGetLastError' },
  scorm2004: { model: 'Scorm2004API', place: 'API_1484_11', set: 'SetValue', keeping: ['Commit', 'Terminate'], error: 'GetLastError' },
} as const
const LEARNER = { scorm12: 'cmi.core.student_id', scorm2004: 'cmi.learner_id' }

export interface MoodleSite {
  /** Signs in, and leads to the package. */
  launch(learner?: string): string
  /** By element, what it has of a learner. */
  stored(learner?: string): Record<string, string>
  /** Ends every session. */
  signOut(): void
  /** Takes connections and answers nothing, as a server that is stopped. */
  stopped(isStopped: boolean): void
  stop(): void
}

/** The package is in a frame, or in a window that a button of its frame opens. */
export async function moodleSite(made: UnpackedPackage, standard: Standard, how: 'frame' | 'window'): Promise<MoodleSite> {
  const tracks = new Map<string, Record<string, string>>()
  const storedOf = (learner: string) => tracks.get(learner) ?? tracks.set(learner, {}).get(learner)!
  let session = 1
  let isStopped = false
  const library = readFileSync(LIBRARY.resolve(`scorm-again/${standard}/min`), 'utf8')

  function take(url: URL, body: string): string {
    if (url.searchParams.get('sesskey') !== String(session)) return '<!DOCTYPE html><title>Log in</title>'
    Object.assign(storedOf(url.searchParams.get('learner')!), Object.fromEntries(JSON.parse(body) as [string, string][]))
    return 'true\n0'
  }
  const server: Server = createServer(async (request, response) => {
    if (isStopped) return void request.socket.destroy()
    const url = new URL(request.url!, 'http://localhost')
    const learner = url.searchParams.get('learner') ?? ''
    const pages: Record<string, () => string | Promise<string>> = {
      '/login': () =>
        `<!doctype html><title>Log in</title><script>localStorage.clear();location.replace('/player?${url.searchParams}')</script>`,
      '/player': () => playerOf(standard, how, { learner, sesskey: session, stored: storedOf(learner) }),
      '/track': async () => take(url, await bodyOf(request)),
      '/scorm-again.js': () => library,
      '/inside': () => `<!doctype html><title>A course</title><button onclick="window.open('/package/index.html')">Open</button>`,
    }
    const found = (await pages[url.pathname]?.()) ?? made.files[url.pathname.replace('/package/', '')]
    const type =
      url.pathname === '/scorm-again.js' ? 'text/javascript' : pages[url.pathname] ? 'text/html; charset=utf-8' : typeOf(url.pathname)
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': type, 'cache-control': 'no-store' }).end(found)
  })
  await new Promise<void>((done) => server.listen(0, 'localhost', done))
  const base = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    launch: (learner = 'ada') => `${base}/login?learner=${learner}`,
    stored: (learner = 'ada') => storedOf(learner),
    signOut() {
      session++
    },
    stopped(is) {
      isStopped = is
    },
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}

interface Player {
  learner: string
  sesskey: number
  stored: Record<string, string>
}
function playerOf(standard: Standard, how: 'frame' | 'window', { learner, sesskey, stored }: Player): string {
  const { model, place, set, keeping, error } = NAMES[standard]
  const loaded = {
    [LEARNER[standard]]: learner,
    ...Object.fromEntries(Object.entries(stored).filter(([element]) => !/exit$|session_time$/.test(element))),
  }
  return `<!doctype html><title>An LMS</title>
<style>iframe { width: 1200px; height: 800px }</style>
<script src="/scorm-again.js"></script>
<script>
const model = new ${model}({ autocommit: false, logLevel: 5 })
const known = ${JSON.stringify(loaded)}
model.loadFromFlattenedJSON({ ...known })
const written = {}
let failed = false
let useBeacon = false
for (const on of ['beforeunload', 'unload', 'pagehide']) addEventListener(on, () => { useBeacon = true })
addEventListener('pageshow', () => { useBeacon = false })
addEventListener('visibilitychange', () => { useBeacon = document.visibilityState === 'hidden' })

function pass() {
  const changed = Object.entries(written).filter(([element, value]) => known[element] !== value)
  if (${standard === 'scorm12'}) Object.assign(known, written)
  const [url, body] = ['/track?learner=${learner}&sesskey=${sesskey}', JSON.stringify(changed)]
  if (useBeacon) return navigator.sendBeacon(url, body)
  const request = new XMLHttpRequest()
  request.open('POST', url, false)
  try {
    request.send(body)
  } catch {
    return navigator.sendBeacon(url, body)
  }
  return request.status === 200 && request.responseText.split('\\n')[0] === 'true'
}
const writes = model.${set}
model.${set} = (element, value) => {
  const answer = writes.call(model, element, value)
  if (answer === 'true') written[element] = value
  else console.error('refused: ' + element)
  return answer
}
const errors = model.${error}
model.${error} = () => failed ? '101' : errors.call(model)
for (const name of ${JSON.stringify(keeping)}) {
  const keeps = model[name]
  model[name] = (...args) => {
    const answer = keeps.apply(model, args)
    failed = answer === 'true' && !pass()
    return failed ? 'false' : answer
  }
}
window.${place} = model
</script>
<iframe src="${how === 'frame' ? '/package/index.html' : '/inside'}"></iframe>`
}
