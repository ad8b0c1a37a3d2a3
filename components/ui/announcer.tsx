export const Announcer = ({ children }: { children: string }) => (
  <p aria-live="polite" className="sr-only">
    {children}
  </p>
)
