"""factdesk: a newsroom desk in the terminal for attributed casualty figures and claims."""
