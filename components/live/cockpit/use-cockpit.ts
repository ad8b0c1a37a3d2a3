import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import type { AskedCommand, FacilitatorAction } from '@/scenarios/engine/live/schema'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { RoomView } from '@/scenarios/engine/live/view'
import { NOTHING_PICKED, type FacilitatorChoices, wayOn } from './next-command'
import { type NextStep, isAskedFirst, isChosen, isUndoAsked, otherSteps, tallyNow, usualNext } from './next-step'
import { createCommander } from './commander'
import { type PostAction, postTo } from './post'
import { SENTENCES_ID } from './sentences'
import { CHECKS_ID, WAYS_ID } from './voting'

const CHOICES = { ways: WAYS_ID, sentences: SENTENCES_ID, checks: CHECKS_ID } as const

export function useCockpit(base: string, summary: string, view: RoomView, counts: Counts | null, most: number | undefined) {
  const t = useTranslations('liveCockpit')
  const { commanding, commander, postAction } = usePosts(base, view.version)
  const [asking, setAsking] = useState<NextStep | null>(null)
  const [actionFailed, setActionFailed] = useState(false)
  const [countdown, setCountdown] = useState(0)
  const [said, setSaid] = useState('')
  const ways = useWays(view, counts)
  const next = usualNext(view, counts, ways.way, ways.early)

  function send(command: AskedCommand) {
    setAsking(null)
    setSaid('')
    commander.send(command.type === 'vote' && countdown > 0 ? { ...command, seconds: countdown } : command)
  }
  function perform(step: NextStep) {
    if (step.kind === 'summary') return location.assign(summary)
    if (step.kind === 'close') return setAsking(step)
    if (step.kind === 'send') {
      const { type } = step.command
      const isAsked = type === 'undo' ? isUndoAsked(view) : isAskedFirst(step.command, tallyNow(view, counts), most)
      // A second press of the same key confirms, because a clicker has no other key.
      const isConfirmed = asking?.kind === 'send' && asking.command.type === type
      return isAsked && !isConfirmed ? setAsking(step) : send(step.command)
    }
    lookAt(document.getElementById(CHOICES[step.among]))
    setSaid(t(`choose.${step.among}`))
  }
  async function facilitatorAction(message: FacilitatorAction) {
    const { ok } = await postAction(message)
    setActionFailed(!ok)
    // The code comes with the page.
    if (ok && message.type === 'code') location.reload()
  }
  function dismiss() {
    setActionFailed(false)
    commander.dismiss()
  }
  /** A way that the facilitator marked in an earlier phase. */
  const marked = ways.early || (next.kind === 'send' && next.command.type === 'decide') ? null : ways.marked
  return {
    ...{ send, perform, facilitatorAction, dismiss, postAction, said, next, countdown, setCountdown, ways },
    busy: commanding.busy,
    problem: commanding.problem ?? (actionFailed ? { reason: 'unreachable' as const, tied: [] } : null),
    others: [...(marked ? [marked] : []), ...otherSteps(view, counts, ways.early !== null)],
    asking,
    confirm: () => asking && send(asking.kind === 'send' ? asking.command : { type: 'close' }),
    cancel: () => setAsking(null),
  }
}

function usePosts(base: string, version: number) {
  const [{ commander, postAction }] = useState(() => {
    const post = postTo(base)
    const postAction: PostAction = (message) => post('actions', message)
    return { commander: createCommander((message) => post('commands', message), version), postAction }
  })
  useEffect(() => commander.saw(version), [commander, version])
  return { commander, postAction, commanding: useSyncExternalStore(commander.subscribe, commander.read, commander.read) }
}

function useWays(view: RoomView, counts: Counts | null) {
  const [picking, setPicking] = useState<FacilitatorChoices & { moment: number }>({ moment: view.moment, ...NOTHING_PICKED })
  const [openAt, setOpenAt] = useState('')
  const picked = picking.moment === view.moment ? picking : NOTHING_PICKED
  const way = wayOn(view, counts, picked)
  const hasWays = (counts?.facilitator?.branches.length ?? 0) > 0 && !view.paused
  const usual = view.phase === 'revealed' || view.phase === 'wording' || isChosen(view)
  const here = `${view.moment} ${view.phase}`
  const isEarly = hasWays && openAt === here && EARLY.includes(view.phase)
  const isOpen = usual || isEarly || picked.way !== null
  return {
    picked,
    way,
    pick: (now: FacilitatorChoices) => setPicking({ moment: view.moment, ...now }),
    choosing: hasWays && isOpen && view.question?.kind !== 'check',
    open: hasWays && !isOpen && EARLY.includes(view.phase) ? () => setOpenAt(here) : null,
    early: isEarly ? (picked.way === null ? ('open' as const) : ('marked' as const)) : null,
    marked: picked.way !== null && way.ok && EARLY.includes(view.phase) ? way.command : null,
  }
}
function lookAt(part: HTMLElement | null) {
  part?.focus({ preventScroll: true })
  part?.scrollIntoView({ block: 'start' })
}
const EARLY: readonly RoomView['phase'][] = ['reading', 'voting', 'discussing']
