var n="book:done";function b(t,e,o){t.dispatchEvent(new CustomEvent(n,{bubbles:!0,detail:{deed:e,name:o}}))}export{n as a,b};
