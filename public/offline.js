/**
 * The service worker. It keeps the page of the play that is running, with its files, and two pages that say what is safe. So the play goes
 * on without a network, and its links lead somewhere. The network always comes first, so a new build takes effect at once. All other
 * requests go their usual way. A play registers it for what is below /LOCALE/learn and its course.
 */
const PAGES = 'offline-pages'
const PLAY = 'offline-play'

const A_PLAY = /^\/[^/]+\/learn\/attempts\/[^/]+$/
const A_DEBRIEF = /^(\/[^/]+\/learn\/attempts\/[^/]+)\/debrief$/
const A_WAY_OUT = /^\/[^/]+\/(learn|courses\/[^/]+)$/
const FILES = /\/_next\/static\/[\w./-]+/g
const SHEETS = /(?<=<link rel="stylesheet" href=")\/_next\/static\/[\w./-]+/g

const locale = new URL(registration.scope).pathname.split('/')[1]
const offline = { debrief: `/${locale}/learn/offline?for=debrief`, other: `/${locale}/learn/offline` }

addEventListener('install', (event) => {
  skipWaiting()
  event.waitUntil(Promise.all(Object.values(offline).map(keepPage)))
})
addEventListener('activate', (event) => event.waitUntil(takeOver()))
// A page that opened while the worker took over, or without it.
addEventListener('message', (event) => event.waitUntil(takeOver()))
addEventListener('fetch', (event) => {
  const answer = answerTo(event)
  if (answer) event.respondWith(answer)
})

function answerTo(event) {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return null
  if (request.mode !== 'navigate') return pathname.startsWith('/_next/static/') ? file(request) : null
  if (A_PLAY.test(pathname)) return play(event, pathname)
  if (A_DEBRIEF.test(pathname)) return debrief(event, pathname)
  return A_WAY_OUT.test(pathname) ? fetch(request).catch(() => page(offline.other)) : null
}

/** From the network, and then kept; without a network, the kept page. */
async function play(event, path) {
  try {
    const response = await fetch(event.request)
    if (response.ok) event.waitUntil(keepPlay(path, response.clone()))
    // Finished, erased, or somebody else's.
    else if (response.status < 500) event.waitUntil(forget(path))
    return response
  } catch {
    return (await kept(PLAY, path)) ?? page(offline.other)
  }
}

/** A debrief needs the server. Once it has loaded, we keep nothing of its play. */
async function debrief(event, path) {
  try {
    const response = await fetch(event.request).catch(() => again(event.request))
    if (response.ok) event.waitUntil(forget(A_DEBRIEF.exec(path)[1]))
    return response
  } catch {
    return page(offline.debrief)
  }
}

/** A page comes here as soon as its judgement is saved. A network that was away until then may not work for every request yet. */
const again = (request) => new Promise((resolve) => setTimeout(resolve, 1000)).then(() => fetch(request))

/** The name of a built file changes with its content. */
const file = async (request) => (await caches.match(request.url)) ?? fetch(request)

const kept = async (name, address) => (await caches.open(name)).match(address)
/** Adds a link back to the kept play. */
async function page(address) {
  const [there, keys] = [await kept(PAGES, address), await caches.open(PLAY).then((cache) => cache.keys())]
  if (!there) return Response.error()
  const back = keys.map(({ url }) => new URL(url).pathname).find((path) => A_PLAY.test(path))
  return back ? copyOf(there, (await there.text()).replace('href="#play"', `href="${back}"`)) : there
}

/** The browser opened its first play before there was a service worker. */
async function takeOver() {
  await clients.claim()
  for (const { url } of await clients.matchAll({ type: 'window' })) {
    const { pathname } = new URL(url)
    if (A_PLAY.test(pathname)) await fetch(pathname).then((response) => response.ok && !response.redirected && keepPlay(pathname, response))
  }
}

async function keepPlay(path, response) {
  const html = await response.text()
  const wanted = new Set(html.match(FILES)?.filter((name) => /\.(?:css|js|svg)$/.test(name)))
  const cache = await caches.open(PLAY)
  const there = new Set()
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (wanted.has(pathname)) there.add(pathname)
    else await cache.delete(request)
  }
  await cache.put(path, copyOf(response, html))
  await cache.addAll([...wanted].filter((name) => !there.has(name)))
}
async function forget(path) {
  if (await kept(PLAY, path)) await caches.delete(PLAY)
}

/** Keeps a page and its style sheets without its scripts, because it is shown under another page's address. */
async function keepPage(address) {
  const response = await fetch(address)
  if (!response.ok) throw new Error(response.statusText)
  const html = (await response.text())
    .split('</script>')
    .map((part) => part.replace(/<script\b[\s\S]*$/, ''))
    .join('')
    .replace(/<link rel="preload"[^<>]*>/g, '')
  const cache = await caches.open(PAGES)
  await cache.addAll(html.match(SHEETS) ?? [])
  await cache.put(address, copyOf(response, html))
}
const copyOf = ({ headers }, body) =>
  new Response(body, {
    headers: Object.fromEntries(['content-type', 'content-security-policy'].map((name) => [name, headers.get(name)])),
  })
