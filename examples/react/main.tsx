import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'xtts-web/define';

const GREETINGS = ['Hello! It is nice to meet you.', 'Good night, and thank you.'] as const;

function App() {
  const [text, setText] = useState<string>(GREETINGS[0]);
  const [heard, setHeard] = useState(0);
  return (
    <main>
      <select aria-label="What is said" value={text} onChange={(e) => setText(e.target.value)}>
        {GREETINGS.map((greeting) => (
          <option key={greeting}>{greeting}</option>
        ))}
      </select>
      <xtts-player pack="../nano/" onended={() => setHeard((count) => count + 1)}>
        {text}
      </xtts-player>
      <output>Heard {heard} times</output>
    </main>
  );
}

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
