'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { TextEdit } from '@/components/draft/text-edit'

const EVERY = 1000

/** Shows the page anew every second that it is looked at, so that it follows the file. What is typed or chosen stays. */
export function Follow() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && router.refresh(), EVERY)
    return () => clearInterval(timer)
  }, [router])
  return null
}

type Props = Omit<React.ComponentProps<typeof TextEdit>, 'onSaved'>
export function FollowedEdit(props: Props) {
  const router = useRouter()
  return <TextEdit {...props} onSaved={() => router.refresh()} />
}
