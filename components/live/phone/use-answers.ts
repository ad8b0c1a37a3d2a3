import { useEffect, useRef, useState } from 'react'
import type { AnswerBody } from '@/scenarios/engine/live/answer-form'
import type { OwnAnswers } from '@/scenarios/engine/live/wire'
import { browserStorage } from '../../play/browser-storage'
import { type Answers, type Entries, fromServer, keyOf, openAnswers } from './answers'

/**
 * `gone`: the server no longer has this browser in the session. `send` returns false if the page cannot send by script; then the form is
 * posted.
 * @param live whether there is a connection. Waiting answers are retried as soon as it is back
 */
export function useAnswers(
  base: string,
  mine: OwnAnswers,
  live: boolean,
): { entries: Entries; gone: boolean; send: (moment: number, sent: AnswerBody) => boolean } {
  const begin = useRef({ base, mine })
  const [state, setState] = useState(() => ({ entries: fromServer(mine), gone: false }))
  const open = useRef<Answers | null>(null)
  useEffect(() => {
    const tabs = 'BroadcastChannel' in window ? new BroadcastChannel(keyOf(begin.current.base)) : null
    const answers = openAnswers({
      ...begin.current,
      storage: browserStorage(),
      fetch: (url, init) => fetch(url, init),
      onChange: (entries, gone) => setState({ entries, gone }),
      onSet: (...set) => tabs?.postMessage(set),
    })
    if (tabs) tabs.onmessage = ({ data }: MessageEvent<Parameters<Answers['hear']>>) => answers.hear(...data)
    open.current = answers
    addEventListener('online', answers.hurry)
    return () => {
      removeEventListener('online', answers.hurry)
      answers.stop()
      tabs?.close()
      open.current = null
    }
  }, [])
  useEffect(() => {
    if (live) open.current?.hurry()
  }, [live])
  function send(moment: number, sent: AnswerBody): boolean {
    open.current?.send(moment, sent)
    return open.current !== null
  }
  return { ...state, send }
}
