import { render } from "preact";
import "../../shared/ui/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/frame.css";
import "./styles/parts.css";
import "./styles/pages.css";
import "./styles/print.css";
import { App } from "./app.tsx";

const root = document.getElementById("app");
if (root) render(<App />, root);
