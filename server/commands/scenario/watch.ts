import { watch } from 'node:fs'

/** Editors write a file in several steps, and we want only the last one. */
const PAUSE_MS = 150

/** @returns how to stop it */
export function whenChanged(folders: readonly string[], again: () => void): () => void {
  let waiting: NodeJS.Timeout | undefined
  const watchers = [...new Set(folders)].map((folder) =>
    watch(folder, () => {
      clearTimeout(waiting)
      waiting = setTimeout(again, PAUSE_MS)
    }),
  )
  return () => {
    clearTimeout(waiting)
    for (const watcher of watchers) watcher.close()
  }
}
