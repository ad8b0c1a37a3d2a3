import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Announcer } from '../../ui/announcer'
import { Below } from './states'

/**
 * Whether the reader is looking at an element; true until we know. Read it before the page changes, because a removed element is nowhere.
 */
function useIsRead(id: string) {
  const isRead = useRef(true)
  useEffect(() => {
    const element = document.getElementById(id)
    if (!element) return
    const observer = new IntersectionObserver(([entry]) => {
      isRead.current = entry!.isIntersecting
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [id])
  return isRead
}

/**
 * Follows the room from part to part. People who were reading the part before move along; people who read elsewhere stay, and see where the
 * room is. At the close the page goes to its top.
 * @param id of the part's element
 * @param over after the close there is no place to name
 */
export function FollowRoom({ id, over }: { id: string; over: boolean }) {
  const t = useTranslations('livePhone.debrief')
  const last = useRef(id)
  const isRead = useIsRead(id)
  const [title, setTitle] = useState('')
  const [said, setSaid] = useState('')
  useLayoutEffect(() => {
    const now = document.getElementById(id)
    const section = now?.closest('section')
    const heading = section?.querySelector('h2, h3')?.textContent ?? ''
    setTitle(heading)
    if (last.current === id) return
    if (isRead.current) {
      if (over) scrollTo({ top: 0 })
      else now?.scrollIntoView({ block: now === section ? 'start' : 'nearest' })
    }
    last.current = id
    setSaid(heading)
  }, [id, over, isRead])
  if (over) return null
  return (
    <>
      <Below key={id} id={id} both>
        {t('at', { title })}
      </Below>
      <Announcer>{said && t('at', { title: said })}</Announcer>
    </>
  )
}
