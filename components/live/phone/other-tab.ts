/** Calls back whenever another tab of this browser has written a stored value. @returns ends it */
export function onOtherTab(key: string, hear: () => void): () => void {
  const listen = (event: StorageEvent) => {
    if (event.key === key) hear()
  }
  addEventListener('storage', listen)
  return () => removeEventListener('storage', listen)
}
