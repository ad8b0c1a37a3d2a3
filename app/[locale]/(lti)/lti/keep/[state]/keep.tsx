'use client'
import { useEffect } from 'react'
import { type Storage, put } from '../../platform-storage'

/**
 * Asks the platform to keep the state, then continues. Without script, or if the platform does not answer, the link continues: a cookie may
 * be enough.
 */
export function Keep({
  storage,
  name,
  state,
  onwards,
  label,
}: {
  storage: Storage
  name: string
  state: string
  onwards: string
  label: string
}) {
  useEffect(() => {
    void put(storage, name, state).then(() => location.replace(onwards))
  }, [storage, name, state, onwards])
  return (
    <a className="btn btn-primary mt-6" href={onwards}>
      {label}
    </a>
  )
}
