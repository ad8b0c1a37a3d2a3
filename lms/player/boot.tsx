/** Starts a package's page on a runtime. */
import { createRoot } from 'react-dom/client'
import { IntlProvider, type Messages } from 'use-intl'
import { openAttempt } from '../attempt'
import { type Content, type Intro, type StoredContent, restored } from '../content'
import { isOver, packageDelivery } from '../delivery'
import type { Runtime } from '../runtime'
import { App, type Place } from './app'
import { Help } from './help'
import { Start } from './start'
import { Unopened } from './unopened'

/** What `package/` writes into the page. */
export interface Page {
  intro: Intro
  /** For dates and numbers. */
  language: string
  messages: Messages
}

/** How long an LMS may take over somebody's leaving, in milliseconds, before the page goes on. */
const PATIENCE = 3000

/**
 * @param open reads what the LMS holds; whatever it throws, the learner is told that nothing can begin
 * @param keep saves the result as a file, where no LMS takes it
 */
export async function boot(open: () => Runtime | Promise<Runtime>, keep: ((content: Content) => void) | null = null): Promise<void> {
  const page = JSON.parse(document.getElementById('page')!.textContent!) as Page
  const root = createRoot(document.getElementById('player')!)
  const show = (shown: React.ReactNode) =>
    root.render(
      <IntlProvider locale={page.language} messages={page.messages} timeZone="UTC">
        {shown}
        <Help contacts={page.intro.contacts} />
      </IntlProvider>,
    )
  // A page that was left is over for the LMS, also where the browser has kept it.
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
  try {
    const runtime = await open()
    const begin = async (started: boolean) => show(playing(await contentHere(), runtime, started, keep))
    if (runtime.held.suspended !== '') return await begin(false)
    show(<Start intro={page.intro} restarted={false} mode={runtime.held.mode} start={() => void begin(true)} />)
  } catch (fault) {
    console.error(fault)
    show(<Unopened />)
  }
}

/** The story stands at the end of the page, behind the script: on a slow network the first page need not wait for it. */
async function contentHere(): Promise<Content> {
  if (document.readyState === 'loading') await new Promise((done) => document.addEventListener('DOMContentLoaded', done))
  return restored(JSON.parse(document.getElementById('content')!.textContent!) as StoredContent)
}

function playing(content: Content, runtime: Runtime, started: boolean, keep: ((content: Content) => void) | null) {
  let go: (place: Place) => void = () => {}
  let isLeft = false
  async function leave(how: 'left' | 'closing') {
    if (isLeft) return
    isLeft = true
    await Promise.race([runtime.leave(how), new Promise((done) => setTimeout(done, PATIENCE))])
    if (how === 'left' && runtime.returns) location.assign(runtime.returns)
  }
  const attempt = openAttempt(content, runtime.held.suspended, Math.random)
  const delivery = packageDelivery({
    content,
    attempt,
    runtime,
    now: Date.now,
    go: (to) => {
      go(to)
      if (to === 'left') void leave('left')
    },
  })
  // Closed between the judgement and the debrief: what came of it has still to be told.
  if (isOver(delivery) && !runtime.held.outcome) void delivery.save()
  // A page that goes away is hidden first, while it may still be waited for. What is not taken then is in the browser's storage.
  addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && !isLeft && void delivery.save())
  addEventListener('pagehide', () => void leave('closing'))
  return (
    <App
      content={content}
      attempt={attempt}
      delivery={delivery}
      mode={runtime.held.mode}
      started={started}
      onPlace={(listener) => {
        go = listener
      }}
      leave={content.standsAlone ? null : () => delivery.leave()}
      keep={keep && (() => keep(content))}
    />
  )
}
