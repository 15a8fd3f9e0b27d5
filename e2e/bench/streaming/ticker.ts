/** Sends the text in pieces on time, whatever the page is doing; what is late queues there. */
interface Order {
  text: string
  /** Characters a piece. */
  piece: number
  /** Milliseconds between pieces. */
  every: number
}

onmessage = ({ data }: MessageEvent<Order>) => {
  const { text, piece, every } = data
  const began = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    const due = Math.floor((performance.now() - began) / every)
    for (; sent < due && sent * piece < text.length; sent++) {
      postMessage(text.slice(sent * piece, (sent + 1) * piece))
    }
    if (sent * piece < text.length) return
    clearInterval(timer)
    postMessage(null)
  }, every / 2)
}
